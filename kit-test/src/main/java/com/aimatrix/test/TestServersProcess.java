package com.aimatrix.test;

import com.aimatrix.embedded.Durability;
import com.aimatrix.embedded.EmbeddedKafkaServer;
import com.aimatrix.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The process that runs PostgreSQL and Kafka for one build, ends when the build ends, and leaves nothing behind. */
final class TestServersProcess {

    static final String ADDRESSES = "servers.properties";
    static final String READY = "ready";

    private TestServersProcess() {}

    /** Arguments: the folder for everything, and the number of the process to live as long as. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ProcessHandle build =
                ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow(() -> new IllegalStateException("No build"));

        EmbeddedPostgresServer postgres =
                EmbeddedPostgresServer.start(folder.resolve("postgres"), 0, Durability.THROWAWAY);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.close();
            delete(folder);
        }));
        EmbeddedKafkaServer kafka = EmbeddedKafkaServer.start(folder.resolve("kafka"), 0);
        new RunningServers(
                        ProcessHandle.current().pid(),
                        postgres.port(),
                        postgres.username(),
                        postgres.password(),
                        kafka.bootstrapServers())
                .write(folder.resolve(ADDRESSES));
        System.out.println(READY);
        build.onExit().join();
        kafka.close();
        System.exit(0);
    }

    private static void delete(Path folder) {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Leftovers in " + folder, failure);
        }
    }
}
