package com.aimatrix.benchmarks.feature;

import com.aimatrix.embedded.Durability;
import com.aimatrix.embedded.EmbeddedKafkaServer;
import com.aimatrix.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The feature-service in a process of its own, with a PostgreSQL and a Kafka of its own. */
final class FeatureServiceProcess implements AutoCloseable {

    private static final int PORT = 28_081;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final EmbeddedPostgresServer postgres;
    private final EmbeddedKafkaServer kafka;
    private final Path folder;
    private Process service;

    private FeatureServiceProcess(Path folder) {
        this.folder = folder;
        this.postgres = EmbeddedPostgresServer.start(folder.resolve("postgres"), 0, Durability.DURABLE);
        this.kafka = EmbeddedKafkaServer.start(folder.resolve("kafka"), 0);
    }

    /** @param folder for everything that it keeps */
    static FeatureServiceProcess start(Path folder) {
        var process = new FeatureServiceProcess(folder);
        process.startService();
        return process;
    }

    private void startService() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        String more = System.getenv("FEATURE_SERVICE_JAVA_OPTIONS");
        if (more != null) {
            command.addAll(List.of(more.split(" ")));
        }
        command.addAll(List.of("-jar", jar().toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("feature-service.log").toFile());
        builder.environment().put("SERVER_PORT", String.valueOf(PORT));
        builder.environment().put("AIMATRIX_DATABASE_URL", jdbcUrl());
        builder.environment().put("AIMATRIX_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        builder.environment()
                .put("AIMATRIX_ARTIFACTS_ROOT", folder.resolve("artifacts").toString());
        try {
            service = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    private static Path jar() {
        Path target = Path.of("feature-service", "target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "there is no executable jar of the feature-service; start with benchmarks/run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (!service.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the feature-service does not start: " + folder.resolve("feature-service.log"));
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static boolean isReady() {
        try {
            var connection =
                    (HttpURLConnection) address().resolve("/health").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    static URI address() {
        return URI.create("http://127.0.0.1:" + PORT);
    }

    String jdbcUrl() {
        return "%s?user=%s&password=%s".formatted(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    long pid() {
        return service.pid();
    }

    Target target() {
        return new Target("aimatrix", address(), List.of(service.pid()), List.of(postmaster()));
    }

    private long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                    .get(0)
                    .trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        service.destroy();
        service.onExit().join();
        kafka.close();
        postgres.close();
    }
}
