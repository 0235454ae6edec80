package com.aimatrix.benchmarks;

import com.aimatrix.standalone.AimatrixCommand;
import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformProcess;
import com.aimatrix.standalone.platform.PlatformState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/**
 * Starts a platform of its own in a temporary folder and measures it: start to ready, resident memory when idle, ingestion,
 * training sets. {@code benchmarks/run} builds and runs it.
 */
public final class Benchmarks {

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int PORT = 28_080;

    private Benchmarks() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("logback.configurationFile", "com/aimatrix/standalone/quiet-logback.xml");
        Path directory = Files.createTempDirectory("aimatrix-benchmark");
        var folder = new PlatformFolder(directory);
        try {
            System.out.printf(
                    "JDK %s, %d processors%n",
                    Runtime.version(), Runtime.getRuntime().availableProcessors());
            start(folder, "start to ready, first start on an empty folder");
            PlatformProcess.stop(folder);
            PlatformState state = start(folder, "start to ready, warm");
            LockSupport.parkNanos(IDLE.toNanos());
            System.out.printf(
                    "resident memory, idle for %d s, all processes: %d MiB%n",
                    IDLE.toSeconds(), PlatformProcess.residentMib(folder, state));
            new FeatureBenchmark(state.gateway(), state.kafka()).run();
        } finally {
            PlatformProcess.stop(folder);
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static PlatformState start(PlatformFolder folder, String what) {
        long started = System.nanoTime();
        PlatformState state = PlatformProcess.start(
                folder,
                AimatrixCommand.class,
                List.of("up", "--data", folder.root().toString(), "--port", String.valueOf(PORT)),
                line -> {});
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - started) / 1e9);
        return state;
    }
}
