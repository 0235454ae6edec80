package com.aimatrix.standalone;

import com.aimatrix.standalone.demo.FlightsStory;
import com.aimatrix.standalone.demo.StoryTable;
import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformProblem;
import com.aimatrix.standalone.platform.PlatformProcess;
import com.aimatrix.standalone.platform.PlatformState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Plays the whole life of a model on a year of real flights, and prints what happened.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0: the story went well", "1: a step failed, or a figure is out of its band"})
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder of the demo's own; what an earlier demo left there is deleted (default: ${DEFAULT-VALUE}).",
            defaultValue = ".aimatrix/demo")
    private Path data;

    @Option(
            names = "--port",
            description = "Where the gateway listens (default: ${DEFAULT-VALUE}).",
            defaultValue = "8080")
    private int port;

    @Option(names = "--keep", description = "Leave the platform running, to look around.")
    private boolean keep;

    @Override
    public Integer call() throws InterruptedException {
        PlatformFolder folder = new PlatformFolder(data);
        DemoFolder.prepare(folder);
        System.setProperty("logback.configurationFile", "com/aimatrix/standalone/quiet-logback.xml");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        List<String> up = List.of("up", "--data", folder.root().toString(), "--port", String.valueOf(port));
        var interrupted = new Thread(DemoCommand::stopChildren, "stop-demo");
        Runtime.getRuntime().addShutdownHook(interrupted);
        PlatformState platform = PlatformProcess.start(folder, AimatrixCommand.class, up, System.out::println);
        try {
            return play(platform);
        } finally {
            if (keep && Runtime.getRuntime().removeShutdownHook(interrupted)) {
                System.out.printf(
                        "%nThe platform is still running; stop it with: aimatrix down --data %s%n", folder.root());
            } else {
                PlatformProcess.stop(folder);
            }
        }
    }

    /** Ctrl-C ends the demo and what it started: the platform has a session of its own, which the terminal does not reach. */
    private static void stopChildren() {
        ProcessHandle.current().children().forEach(platform -> {
            platform.destroy();
            platform.onExit().join();
        });
    }

    private Integer play(PlatformState platform) {
        boolean terminal = System.console() != null;
        try (var story = new FlightsStory(platform.gateway(), platform.kafka(), terminal, System.out)) {
            try {
                story.play();
            } catch (RuntimeException failure) {
                throw new PlatformProblem(
                        "The demo failed at \"%s\": %s"
                                .formatted(story.failedStep(), PlatformProblem.sentence(failure)),
                        failure);
            }
            boolean good = story.tell(addresses(platform)).stream().allMatch(StoryTable.Band::holds);
            return good ? 0 : 1;
        }
    }

    private Map<String, String> addresses(PlatformState platform) {
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("everything", platform.gateway().toString());
        addresses.put("what the API offers", platform.gateway() + "/swagger-ui.html");
        addresses.put("the model's monitoring", platform.gateway() + "/api/v1/monitoring/models/flights/windows");
        addresses.put("the gate's history", platform.gateway() + "/api/v1/registry/models/flights/promotions");
        addresses.put("the runs", platform.gateway() + "/api/v1/training/runs?model=flights");
        addresses.put("Kafka", platform.kafka());
        addresses.put("PostgreSQL", platform.databaseAddress());
        addresses.put("  its password", "database-url in " + new PlatformFolder(data).state());
        return addresses;
    }
}
