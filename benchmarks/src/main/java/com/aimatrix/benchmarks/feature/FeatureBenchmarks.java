package com.aimatrix.benchmarks.feature;

import com.aimatrix.benchmarks.load.ServiceProcess;
import com.aimatrix.benchmarks.load.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * The feature store: {@code benchmarks/run feature [section ...]} with the sections reads, writes, storage, bulk, join, stream,
 * windows, vectors and soak; all of them but soak when none is named.
 */
public final class FeatureBenchmarks {

    private static final int DRIVERS = 200_000;

    /** Fewer, as peers take minutes to be filled. */
    private static final int PEER_DRIVERS = 20_000;

    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("seconds", 15));

    private FeatureBenchmarks() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.setProperty("logback.configurationFile", "com/aimatrix/standalone/quiet-logback.xml");
        Set<String> sections = args.length == 0
                ? Set.of("reads", "writes", "storage", "bulk", "join", "stream", "windows", "vectors")
                : Set.of(args);
        System.out.printf(
                "JDK %s, %d processors%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        Path folder = Files.createTempDirectory("aimatrix-feature-benchmark");
        try (var service = ServiceProcess.start("feature-service", 28_081, folder)) {
            rows(service, sections);
            if (sections.contains("bulk")) {
                new BulkBenchmark(service.target(), folder).run();
            }
            if (sections.contains("join")) {
                new PointInTimeBenchmark(service.target(), folder).run();
            }
            if (sections.contains("stream")) {
                new StreamBenchmark(service.target(), service.kafka()).run();
            }
            if (sections.contains("windows")) {
                new WindowBenchmark(service.target(), DURATION).run();
            }
            if (sections.contains("vectors")) {
                new VectorBenchmark(service.target().address()).run();
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void rows(ServiceProcess service, Set<String> sections) {
        if (Collections.disjoint(sections, Set.of("reads", "writes", "storage", "soak"))) {
            return;
        }
        Target target = service.target();
        Definitions.view(target.address(), 10);
        Definitions.view(target.address(), 50);
        var writes = new WriteBenchmark(DRIVERS, DURATION);
        writes.fill(target, 10);
        if (sections.contains("storage")) {
            StorageBenchmark.run(service.jdbcUrl(), "%,d entities x 10 features".formatted(DRIVERS));
        }
        var reads = new ReadBenchmark(DRIVERS, DURATION);
        if (sections.contains("reads") || sections.contains("soak")) {
            writes.fill(target, 50);
        }
        if (sections.contains("reads")) {
            reads.run(target);
        }
        if (sections.contains("writes")) {
            writes.run(target);
        }
        if (sections.contains("soak")) {
            reads.soak(target, Duration.ofMinutes(10));
        }
        Target.peer().ifPresent(peer -> compare(peer, sections));
    }

    private static void compare(Target peer, Set<String> sections) {
        var writes = new WriteBenchmark(PEER_DRIVERS, DURATION);
        writes.fill(peer, 10);
        if (sections.contains("reads")) {
            writes.fill(peer, 50);
            new ReadBenchmark(PEER_DRIVERS, DURATION).run(peer);
        }
        if (sections.contains("writes")) {
            writes.run(peer);
        }
    }
}
