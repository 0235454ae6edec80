package com.aimatrix.training;

import com.aimatrix.kit.boot.Services;
import com.aimatrix.test.TestServers;
import com.aimatrix.training.worker.WorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One database, one Kafka namespace, one artifact folder and the stand-ins, for as many instances as a test wants. */
final class TestWorld implements AutoCloseable {

    final StandIns others = new StandIns();
    final String namespace = UUID.randomUUID() + ".";
    final Path artifacts;
    final JdbcClient jdbc;
    final String database = TestServers.freshDatabase("training");
    private final List<TestInstance> instances = new ArrayList<>();
    private final Map<String, String> more;

    TestWorld() {
        this(Map.of());
    }

    /** @param more settings of every instance */
    TestWorld(Map<String, String> more) {
        this.more = more;
        try {
            artifacts = Files.createTempDirectory("training-artifacts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jdbc = JdbcClient.create(new DriverManagerDataSource(database));
    }

    /** Starts an instance in this JVM. */
    TestInstance start(String... settings) {
        var context = (ServletWebServerApplicationContext)
                Services.prepare(TrainingServiceApplication.class, "training-service")
                        .registerShutdownHook(false)
                        .run(arguments(settings).toArray(String[]::new));
        var instance = new TestInstance(context);
        instances.add(instance);
        return instance;
    }

    /** Starts an instance in a JVM of its own, to be killed. */
    Process startProcess(Path log, String... settings) throws IOException {
        return startProcess(
                log,
                List.of("-cp", System.getProperty("java.class.path"), TrainingServiceApplication.class.getName()),
                settings);
    }

    /** Starts the executable jar, which the build has made before these tests. */
    Process startJar(Path log, String... settings) throws IOException {
        return startProcess(log, List.of("-jar", System.getProperty("executable.jar")), settings);
    }

    private Process startProcess(Path log, List<String> what, String... settings) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(what);
        command.addAll(arguments(settings));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private List<String> arguments(String... settings) {
        var arguments = new ArrayList<>(List.of(
                "--aimatrix.database.url=" + database,
                "--aimatrix.kafka.bootstrap-servers=" + TestServers.kafkaBootstrap(),
                "--aimatrix.kafka.namespace=" + namespace,
                "--aimatrix.artifacts.root=" + artifacts,
                "--aimatrix.services.feature-url=" + others.url(),
                "--aimatrix.services.registry-url=" + others.url(),
                "--aimatrix.training.training-set-poll=50ms",
                "--aimatrix.training.queue-poll=200ms",
                "--server.port=0"));
        more.forEach((key, value) -> arguments.add("--%s=%s".formatted(key, value)));
        for (String setting : settings) {
            arguments.add("--aimatrix.training." + setting);
        }
        return arguments;
    }

    /** Processes of workers that this JVM, or a JVM that it started, has running. */
    static List<ProcessHandle> workers(ProcessHandle parent) {
        return parent.descendants().filter(TestWorld::isWorker).toList();
    }

    /** Asked of the kernel: {@link ProcessHandle.Info} leaves out a command line as long as one with a class path. */
    private static boolean isWorker(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())), StandardCharsets.ISO_8859_1)
                    .contains(WorkerMain.class.getName());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        instances.forEach(TestInstance::close);
        others.close();
    }
}
