package com.aimatrix.standalone.platform;

import com.aimatrix.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A platform in a process of its own, which goes on when the command that started it ends. */
public final class PlatformProcess {

    private static final int STOP_PATIENCE_S = 60;

    private PlatformProcess() {}

    /**
     * Starts it with the JVM options of this JVM and waits until everything answers.
     *
     * @param command  the arguments of {@code aimatrix} that run a platform in the foreground
     * @param progress gets what the platform says while it starts
     * @throws PlatformProblem with the platform's own sentence when it does not come up
     */
    public static PlatformState start(
            PlatformFolder folder, Class<?> main, List<String> command, Consumer<String> progress) {
        PlatformState.refuseSecond(folder);
        folder.create();
        try {
            Files.deleteIfExists(folder.console());
            Process process = new ProcessBuilder(line(main, command))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.console().toFile())
                    .start();
            return awaitReady(process, folder, progress);
        } catch (IOException failure) {
            throw new PlatformProblem(
                    "The platform's process cannot be started: %s".formatted(failure.getMessage()), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformProblem("Interrupted while the platform started.", interrupted);
        }
    }

    /** In a session of its own, so that closing the terminal does not reach it. */
    private static List<String> line(Class<?> main, List<String> command) {
        List<String> line = new ArrayList<>();
        line.add("setsid");
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add(main.getName());
        line.addAll(command);
        return line;
    }

    private static PlatformState awaitReady(Process process, PlatformFolder folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        String last = "";
        try (RandomAccessFile console = new RandomAccessFile(folder.console().toFile(), "r")) {
            while (true) {
                boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
                Optional<PlatformState> state =
                        PlatformState.running(folder).filter(running -> running.pid() == process.pid());
                for (String said = line(console); said != null; said = line(console)) {
                    if (!last.isEmpty()) {
                        progress.accept(last);
                    }
                    last = said;
                }
                if (state.isPresent()) {
                    return state.get();
                }
                if (ended) {
                    throw new PlatformProblem(last.isBlank() ? "The platform ended without a word." : last);
                }
            }
        }
    }

    /** A whole line, or null when there is none yet. */
    private static String line(RandomAccessFile console) throws IOException {
        long start = console.getFilePointer();
        byte[] rest = new byte[(int) (console.length() - start)];
        console.readFully(rest);
        String text = new String(rest, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        console.seek(end < 0 ? start : start + text.substring(0, end + 1).getBytes(StandardCharsets.UTF_8).length);
        return end < 0 ? null : text.substring(0, end);
    }

    /**
     * Stops the platform on a folder in order, and what a killed one has left behind.
     *
     * @return whether there was anything to stop
     */
    public static boolean stop(PlatformFolder folder) {
        Optional<ProcessHandle> running = PlatformState.running(folder).flatMap(PlatformState::process);
        running.ifPresent(process -> stop(process, folder));
        PlatformState.remove(folder);
        boolean leftOver = Files.isDirectory(folder.postgres()) && EmbeddedPostgresServer.stopOrphan(folder.postgres());
        return running.isPresent() || leftOver;
    }

    private static void stop(ProcessHandle process, PlatformFolder folder) {
        process.destroy();
        for (int attempt = 0; attempt < STOP_PATIENCE_S * 10; attempt++) {
            try {
                process.onExit().get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // asked again below
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new PlatformProblem("Interrupted while the platform stopped.", interrupted);
            } catch (ExecutionException failure) {
                throw new IllegalStateException(failure);
            }
            if (!PlatformState.runs(process)) {
                return;
            }
        }
        throw new PlatformProblem("Process %d was told to stop %d s ago and has not; look at %s, or type: kill -9 %1$d"
                .formatted(process.pid(), STOP_PATIENCE_S, folder.log()));
    }

    /**
     * Physical memory that a platform's processes hold now: its JVM, that JVM's children and PostgreSQL's processes,
     * shared pages counted once.
     *
     * @return MiB, null where the system does not tell
     */
    public static Long residentMib(PlatformFolder folder, PlatformState state) {
        try {
            long kib = 0;
            for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
                if (process.pid() == state.pid() || isDescendant(process, state.pid()) || isPostgres(process, folder)) {
                    kib += proportionalKib(process.pid());
                }
            }
            return kib >> 10;
        } catch (IOException untold) {
            return null;
        }
    }

    private static boolean isDescendant(ProcessHandle process, long ancestor) {
        return process.parent()
                .map(parent -> parent.pid() == ancestor || isDescendant(parent, ancestor))
                .orElse(false);
    }

    private static boolean isPostgres(ProcessHandle process, PlatformFolder folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/%d/cwd".formatted(process.pid())))
                    .equals(folder.postgres().resolve("data").toRealPath());
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static long proportionalKib(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(pid)))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }
}
