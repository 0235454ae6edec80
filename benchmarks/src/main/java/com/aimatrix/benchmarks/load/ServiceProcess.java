package com.aimatrix.benchmarks.load;

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

/** A service in a process of its own, with a PostgreSQL and a Kafka of its own. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final EmbeddedPostgresServer postgres;
    private final EmbeddedKafkaServer kafka;
    private final String name;
    private final int port;
    private final Path folder;
    private Process service;

    private ServiceProcess(String name, int port, Path folder) {
        this.name = name;
        this.port = port;
        this.folder = folder;
        this.postgres = EmbeddedPostgresServer.start(folder.resolve("postgres"), 0, Durability.DURABLE);
        this.kafka = EmbeddedKafkaServer.start(folder.resolve("kafka"), 0);
    }

    /**
     * @param name such as {@code feature-service}; its executable jar must have been built
     * @param folder for everything that it keeps
     */
    public static ServiceProcess start(String name, int port, Path folder) {
        var process = new ServiceProcess(name, port, folder);
        process.startService();
        return process;
    }

    private void startService() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        String more = System.getenv("SERVICE_JAVA_OPTIONS");
        if (more != null) {
            command.addAll(List.of(more.split(" ")));
        }
        command.addAll(List.of("-jar", jar().toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("SERVER_PORT", String.valueOf(port));
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

    private Path jar() {
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
            if (!service.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the %s does not start: %s".formatted(name, folder.resolve(name + ".log")));
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

    private URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String jdbcUrl() {
        return "%s?user=%s&password=%s".formatted(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    public String kafka() {
        return kafka.bootstrapServers();
    }

    public long pid() {
        return service.pid();
    }

    public Target target() {
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
