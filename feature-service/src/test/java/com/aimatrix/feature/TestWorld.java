package com.aimatrix.feature;

import com.aimatrix.kit.boot.Services;
import com.aimatrix.test.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One database and one Kafka namespace for as many instances as a test wants, in this JVM or in others, to be killed. */
final class TestWorld implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(120);

    final String database = TestServers.freshDatabase("feature");
    final String namespace = UUID.randomUUID() + ".";
    final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
    private final Path folder;
    private final List<ServletWebServerApplicationContext> instances = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    /** @param folder for artifacts and logs */
    TestWorld(Path folder) {
        this.folder = folder;
    }

    /** Starts an instance in this JVM. */
    FeatureClient start() {
        var instance = (ServletWebServerApplicationContext)
                Services.prepare(FeatureServiceApplication.class, "feature-service")
                        .registerShutdownHook(false)
                        .run(arguments(0).toArray(String[]::new));
        instances.add(instance);
        return new FeatureClient(instance.getWebServer().getPort());
    }

    /**
     * Starts an instance in a JVM of its own.
     *
     * @param port where it answers; 0 is any
     */
    Process startProcess(int port) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FeatureServiceApplication.class.getName()));
        command.addAll(arguments(port));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("instance-%d.log".formatted(processes.size()))
                        .toFile())
                .start();
        processes.add(process);
        return process;
    }

    private List<String> arguments(int port) {
        return List.of(
                "--aimatrix.database.url=" + database,
                "--aimatrix.kafka.bootstrap-servers=" + TestServers.kafkaBootstrap(),
                "--aimatrix.kafka.namespace=" + namespace,
                "--aimatrix.artifacts.root=" + folder,
                // Kafka notices a dead member after this time.
                "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                "--server.port=" + port);
    }

    /** Waits until an instance in a JVM of its own answers. */
    static FeatureClient await(int port) {
        var client = new FeatureClient(port);
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.get("/entities").getStatusCode().is2xxSuccessful());
        return client;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        instances.forEach(ServletWebServerApplicationContext::close);
    }
}
