package com.aimatrix.standalone;

import com.aimatrix.standalone.platform.Platform;
import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformOptions;
import com.aimatrix.standalone.platform.PlatformProblem;
import com.aimatrix.standalone.platform.PlatformProcess;
import com.aimatrix.standalone.platform.PlatformState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Starts the platform and waits until everything answers.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private DataOption data;

    @Option(
            names = "--port",
            description = "Where the gateway listens (default: ${DEFAULT-VALUE}).",
            defaultValue = "8080")
    private int port;

    @Option(
            names = "--host",
            description =
                    "The address that the gateway listens on (default: ${DEFAULT-VALUE}, this machine only). Without users (see --settings) nothing checks who asks: mind whom you let in.",
            defaultValue = "127.0.0.1")
    private String host;

    @Option(
            names = "--database-url",
            paramLabel = "JDBC-URL",
            description = "A PostgreSQL 15 or newer with pgvector to use instead of the embedded one.")
    private String databaseUrl;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "YAML with settings below the names of services, for example gateway: {aimatrix: {access: {users: ...}}}.")
    private Path settings;

    @Option(names = "--detach", description = "Return once everything answers, and leave the platform running.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        long startNanos = System.nanoTime();
        if (detach) {
            PlatformState state =
                    PlatformProcess.start(data.folder(), AimatrixCommand.class, foreground(), System.out::println);
            say(ready(state, startNanos));
            say("Stop it with: aimatrix down --data " + data.folder().root());
        } else {
            run(startNanos);
        }
        return 0;
    }

    private List<String> foreground() {
        List<String> arguments = new ArrayList<>(List.of(
                "up", "--data", data.folder().root().toString(), "--port", String.valueOf(port), "--host", host));
        if (databaseUrl != null) {
            arguments.add("--database-url");
            arguments.add(databaseUrl);
        }
        if (settings != null) {
            arguments.add("--settings");
            arguments.add(settings.toAbsolutePath().toString());
        }
        return arguments;
    }

    private void run(long startNanos) throws InterruptedException {
        data.folder().create();
        say("Starting AIMatrix on " + data.folder().root());
        logTo(data.folder());
        Platform platform = new Platform(
                new PlatformOptions(
                        data.folder(), host, port, Optional.ofNullable(databaseUrl), Optional.ofNullable(settings)),
                line -> say("  %5.1f s  %s".formatted(seconds(startNanos), line)));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            platform.close();
                            stopped.countDown();
                        },
                        "stop-platform"));
        try {
            say(ready(platform.start(), startNanos));
        } catch (RuntimeException failure) {
            LoggerFactory.getLogger(UpCommand.class).error("The platform did not start", failure);
            platform.close();
            throw new PlatformProblem(PlatformProblem.sentence(failure), failure);
        }
        stopped.await();
    }

    /** Before the first logger is asked for: one log for the JVM, and no context of Spring reconfigures it. */
    private static void logTo(PlatformFolder folder) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("logback.configurationFile", "com/aimatrix/standalone/logback.xml");
        System.setProperty("standalone.log.file", folder.log().toString());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static String ready(PlatformState state, long startNanos) {
        return "AIMatrix is ready after %.1f s: %s".formatted(seconds(startNanos), state.gateway());
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
