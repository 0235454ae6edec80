package com.aimatrix.benchmarks.tracking;

import com.aimatrix.benchmarks.load.JarProcess;
import com.aimatrix.benchmarks.load.ServiceProcess;
import com.aimatrix.benchmarks.load.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * The tracking server: {@code benchmarks/run tracking [section ...]} with the sections writes, search, history and artifacts. With
 * {@code -Dlarge=5000} a file of so many MB is sent, too.
 */
public final class TrackingBenchmarks {

    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("seconds", 15));

    private static final long LARGE_MB = Long.getLong("large", 0);

    private TrackingBenchmarks() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("logback.configurationFile", "com/aimatrix/standalone/quiet-logback.xml");
        Set<String> sections = args.length == 0 ? Set.of("writes", "search", "history", "artifacts") : Set.of(args);
        System.out.printf(
                "JDK %s, %d processors%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        Path folder = Files.createTempDirectory("aimatrix-tracking-benchmark");
        try (var service = ServiceProcess.start("training-service", 28_082, folder)) {
            run(service.target(), sections);
            if (sections.contains("artifacts")) {
                throughGateway(service.target(), folder);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        Target.peer().ifPresent(peer -> run(peer, sections));
    }

    private static void run(Target target, Set<String> sections) {
        var server = new TrackingServer(target);
        if (sections.contains("writes")) {
            new LoggingBenchmark(server, DURATION).run();
        }
        if (sections.contains("search")) {
            new SearchBenchmark(server, DURATION).run();
        }
        if (sections.contains("history")) {
            new HistoryBenchmark(server).run();
        }
        if (sections.contains("artifacts")) {
            new ArtifactBenchmark(server, target).run(LARGE_MB);
        }
    }

    private static void throughGateway(Target service, Path folder) {
        Map<String, String> services =
                Map.of("AIMATRIX_SERVICES_TRAINING_URL", service.address().toString());
        try (var gateway = JarProcess.start("gateway", 28_083, folder, services)) {
            var target = new Target("gateway", gateway.address(), List.of(gateway.pid()), List.of());
            new ArtifactBenchmark(new TrackingServer(service), target).run(LARGE_MB);
        }
    }
}
