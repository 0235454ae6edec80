package com.aimatrix.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The executable jar of a module in a process of its own. */
public final class JarProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final String name;
    private final int port;
    private final Path log;
    private final Process process;

    private JarProcess(String name, int port, Path log, Process process) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param name of the module, such as {@code feature-service}; its executable jar must have been built
     * @param folder for its log
     * @param environment its settings
     */
    public static JarProcess start(String name, int port, Path folder, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        String more = System.getenv("SERVICE_JAVA_OPTIONS");
        if (more != null) {
            command.addAll(List.of(more.split(" ")));
        }
        command.addAll(List.of("-jar", jar(name).toString()));
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().putAll(environment);
        try {
            var started = new JarProcess(name, port, log, builder.start());
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(String name) {
        Path target = Path.of(name, "target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "there is no executable jar of the %s; start with benchmarks/run".formatted(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the %s does not start: %s".formatted(name, log));
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private boolean isReady() {
        try {
            var connection = (HttpURLConnection)
                    address().resolve("/actuator/health/readiness").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
