package com.aimatrix.benchmarks.load;

import com.aimatrix.embedded.Durability;
import com.aimatrix.embedded.EmbeddedKafkaServer;
import com.aimatrix.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A service in a process of its own, with a PostgreSQL and a Kafka of its own. */
public final class ServiceProcess implements AutoCloseable {

    private final EmbeddedPostgresServer postgres;
    private final EmbeddedKafkaServer kafka;
    private final Path folder;
    private final JarProcess service;

    private ServiceProcess(String name, int port, Path folder) {
        this.folder = folder;
        this.postgres = EmbeddedPostgresServer.start(folder.resolve("postgres"), 0, Durability.DURABLE);
        this.kafka = EmbeddedKafkaServer.start(folder.resolve("kafka"), 0);
        this.service = JarProcess.start(
                name,
                port,
                folder,
                Map.of(
                        "AIMATRIX_DATABASE_URL",
                        jdbcUrl(),
                        "AIMATRIX_KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "AIMATRIX_ARTIFACTS_ROOT",
                        folder.resolve("artifacts").toString()));
    }

    /**
     * @param name such as {@code feature-service}; its executable jar must have been built
     * @param folder for everything that it keeps
     */
    public static ServiceProcess start(String name, int port, Path folder) {
        return new ServiceProcess(name, port, folder);
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
        return new Target("aimatrix", service.address(), List.of(service.pid()), List.of(postmaster()));
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
        service.close();
        kafka.close();
        postgres.close();
    }
}
