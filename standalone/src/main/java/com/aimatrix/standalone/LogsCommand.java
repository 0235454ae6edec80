package com.aimatrix.standalone;

import com.aimatrix.standalone.platform.PlatformProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "logs", description = "Shows what the services log.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private DataOption data;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            description = "How many of the last lines (default: ${DEFAULT-VALUE}).",
            defaultValue = "200")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = data.folder().log();
        if (!Files.exists(log)) {
            throw new PlatformProblem("There is no log in %s; nothing was ever started there."
                    .formatted(data.folder().root()));
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", String.valueOf(lines)));
        if (follow) {
            command.add("-F"); // goes on with the next file when the log is rolled
        }
        command.add(log.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
