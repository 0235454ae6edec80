package com.aimatrix.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one PostgreSQL and the process that works on them, through initdb and pg_ctl. */
final class PostgresCluster {

    static final String OWNER = "aimatrix";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final long LOG_LIMIT_BYTES = 10_000_000;

    private final Path data;
    private final Path passwordFile;
    private final Path log;
    private final PostgresInstallation installation;

    PostgresCluster(DataFolder folder) {
        this.data = folder.resolve("data");
        this.passwordFile = folder.resolve("password");
        this.log = folder.resolve("postgres.log");
        this.installation = PostgresInstallation.find(dataVersion());
    }

    static boolean hasData(DataFolder folder) {
        return Files.isDirectory(folder.resolve("data"));
    }

    private Optional<Integer> dataVersion() {
        Path file = data.resolve("PG_VERSION");
        return Files.exists(file) ? Optional.of(Integer.valueOf(read(file))) : Optional.empty();
    }

    String password() {
        return read(passwordFile);
    }

    /** Makes the files when there are none yet; killed in the middle, the next start begins anew. */
    void initialiseOnce() {
        if (Files.isDirectory(data)) {
            return;
        }
        Path unfinished = data.resolveSibling("data.unfinished");
        try {
            deleteUnfinished(unfinished);
            Files.deleteIfExists(passwordFile);
            byte[] secret = new byte[16];
            new SecureRandom().nextBytes(secret);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, HexFormat.of().formatHex(secret));
            run(
                    "initdb",
                    "-D",
                    unfinished.toString(),
                    "--username=" + OWNER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8");
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new EmbeddedServerException(
                    "PostgreSQL's data cannot be created in %s: %s.".formatted(data, failure.getMessage()), failure);
        }
    }

    private static void deleteUnfinished(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
    }

    /**
     * A JVM that was killed leaves its PostgreSQL running. The lock on the folder is ours, so whoever runs on these
     * files has no master any more and is shut down in order.
     *
     * @return whether there was one
     */
    boolean stopOrphan() {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        long pid = Long.parseLong(read(pidFile).lines().findFirst().orElse("0").strip());
        if (PostgresProcesses.runsOn(pid, data)) {
            LOG.warn("PostgreSQL {} was left running on {} by a process that was killed; stopping it first", pid, data);
            stop();
            return true;
        }
        if (ProcessHandle.of(pid).isPresent() && !PostgresProcesses.anyRunsOn(data)) {
            // After a reboot the number may belong to a stranger, and PostgreSQL would refuse to start for ever.
            LOG.warn("{} names process {}, which is no PostgreSQL on these data; removing it", pidFile, pid);
            try {
                Files.delete(pidFile);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return false;
    }

    void start(int port, Durability durability) {
        shortenLog();
        String safe = durability == Durability.DURABLE ? "on" : "off";
        List<String> settings = List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=" + safe,
                "synchronous_commit=" + safe,
                "full_page_writes=" + safe,
                "shared_buffers=256MB",
                "max_connections=120",
                "max_wal_size=1GB",
                "wal_compression=off",
                "jit=off",
                "autovacuum=on",
                "timezone=UTC",
                "log_timezone=UTC");
        String options = String.join(
                " ", settings.stream().map(setting -> "-c '" + setting + "'").toList());
        run("pg_ctl", "start", "-w", "-t", "300", "-D", data.toString(), "-l", log.toString(), "-o", options);
    }

    void stop() {
        run("pg_ctl", "stop", "-w", "-t", "120", "-m", "fast", "-D", data.toString());
    }

    private void run(String tool, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(installation.bin().resolve(tool).toString());
        command.addAll(List.of(arguments));
        ServerCommand done = ServerCommand.run(installation.bin(), ServerCommand.withoutRoot(command));
        if (done.exitCode() != 0) {
            throw failure(tool, done);
        }
    }

    private EmbeddedServerException failure(String tool, ServerCommand done) {
        String logged = lastLogged();
        if (done.output().startsWith("unshare:")) {
            return new EmbeddedServerException(
                    "PostgreSQL refuses to run as root and this machine forbids user namespaces, which would hide root from it; run AIMatrix as an ordinary user.");
        }
        if ((done.output() + logged).contains("No space left on device")) {
            return new EmbeddedServerException(
                    "The disk is full: PostgreSQL cannot write to %s; free some space.".formatted(data));
        }
        return new EmbeddedServerException("PostgreSQL's %s failed (%s); its log is %s, which ends with: %s"
                .formatted(tool, done.lastLine(), log, logged));
    }

    private String lastLogged() {
        if (!Files.exists(log)) {
            return "nothing.";
        }
        List<String> lines = read(log).lines().toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private void shortenLog() {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
                Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new EmbeddedServerException("%s cannot be read: %s.".formatted(file, failure.getMessage()), failure);
        }
    }
}
