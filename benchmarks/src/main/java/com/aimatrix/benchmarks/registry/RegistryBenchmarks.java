package com.aimatrix.benchmarks.registry;

import com.aimatrix.benchmarks.load.ServiceProcess;
import com.aimatrix.benchmarks.load.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** The model registry: {@code benchmarks/run registry [section ...]} with the sections reads, writes and search. */
public final class RegistryBenchmarks {

    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("seconds", 15));

    private RegistryBenchmarks() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("logback.configurationFile", "com/aimatrix/standalone/quiet-logback.xml");
        Set<String> sections = args.length == 0 ? Set.of("reads", "writes", "search") : Set.of(args);
        System.out.printf(
                "JDK %s, %d processors%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        Path folder = Files.createTempDirectory("aimatrix-registry-benchmark");
        try (var service = ServiceProcess.start("registry-service", 28_083, folder)) {
            run(service.target(), sections);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        Target.peer().ifPresent(peer -> run(peer, sections));
    }

    private static void run(Target target, Set<String> sections) {
        var benchmark = new RegistryBenchmark(target, DURATION);
        if (sections.contains("reads")) {
            benchmark.reads();
        }
        if (sections.contains("writes")) {
            benchmark.writes();
        }
        if (sections.contains("search")) {
            benchmark.search();
        }
    }
}
