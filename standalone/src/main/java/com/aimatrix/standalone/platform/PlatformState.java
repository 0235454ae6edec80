package com.aimatrix.standalone.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a running platform answers, as it left it in its data folder.
 *
 * @param pid            of its process
 * @param processStarted with the number it names the process for ever
 * @param services       the address of each service by its name, for example {@code feature-service}
 * @param kafka          host:port
 * @param databaseUrl    JDBC URL, with user and password where it needs them: the file is for this user only
 */
public record PlatformState(
        long pid, Instant processStarted, URI gateway, Map<String, URI> services, String kafka, String databaseUrl) {

    private static final String SERVICE = "service.";

    /** Empty when nothing runs on the folder now. */
    public static Optional<PlatformState> running(PlatformFolder folder) {
        if (!Files.exists(folder.state())) {
            return Optional.empty();
        }
        return Optional.of(read(folder.state())).filter(state -> state.process().isPresent());
    }

    static void refuseSecond(PlatformFolder folder) {
        running(folder).ifPresent(running -> {
            throw new PlatformProblem(
                    "AIMatrix runs on these data already (process %d, %s); stop it with: aimatrix down --data %s"
                            .formatted(running.pid, running.gateway, folder.root()));
        });
    }

    /** The database's JDBC URL as it may be shown. */
    public String databaseAddress() {
        return ExternalDatabase.withoutPassword(databaseUrl);
    }

    /** Its process, if that still runs. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(process -> started(process).equals(processStarted))
                .filter(PlatformState::runs);
    }

    /** One that has ended counts as alive until its parent asks for it, and in a container nobody may; it has no command. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    static PlatformState ofThisProcess(URI gateway, Map<String, URI> services, String kafka, String databaseUrl) {
        ProcessHandle process = ProcessHandle.current();
        return new PlatformState(process.pid(), started(process), gateway, services, kafka, databaseUrl);
    }

    private static PlatformState read(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Map<String, URI> services = new LinkedHashMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(SERVICE))
                .sorted()
                .forEach(name ->
                        services.put(name.substring(SERVICE.length()), URI.create(properties.getProperty(name))));
        return new PlatformState(
                Long.parseLong(properties.getProperty("pid")),
                Instant.parse(properties.getProperty("process-started")),
                URI.create(properties.getProperty("gateway")),
                services,
                properties.getProperty("kafka"),
                properties.getProperty("database-url"));
    }

    void write(PlatformFolder folder) {
        Properties properties = new Properties();
        properties.setProperty("pid", String.valueOf(pid));
        properties.setProperty("process-started", processStarted.toString());
        properties.setProperty("gateway", gateway.toString());
        services.forEach((name, address) -> properties.setProperty(SERVICE + name, address.toString()));
        properties.setProperty("kafka", kafka);
        properties.setProperty("database-url", databaseUrl);
        try {
            Path unfinished = folder.state().resolveSibling("platform.properties.unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                properties.store(out, null);
            }
            Files.move(unfinished, folder.state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void remove(PlatformFolder folder) {
        try {
            Files.deleteIfExists(folder.state());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
