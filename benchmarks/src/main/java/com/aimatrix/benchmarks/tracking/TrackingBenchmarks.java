package com.aimatrix.benchmarks.tracking;

import com.aimatrix.benchmarks.load.ServiceProcess;
import com.aimatrix.benchmarks.load.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** The tracking server: {@code benchmarks/run tracking [section ...]} with the sections writes, search and history. */
public final class TrackingBenchmarks {

    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("seconds", 15));

    private TrackingBenchmarks() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("logback.configurationFile", "com/aimatrix/standalone/quiet-logback.xml");
        Set<String> sections = args.length == 0 ? Set.of("writes", "search", "history") : Set.of(args);
        System.out.printf(
                "JDK %s, %d processors%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        Path folder = Files.createTempDirectory("aimatrix-tracking-benchmark");
        try (var service = ServiceProcess.start("training-service", 28_082, folder)) {
            run(service.target(), sections);
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
    }
}
