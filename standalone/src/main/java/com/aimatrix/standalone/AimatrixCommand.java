package com.aimatrix.standalone;

import com.aimatrix.standalone.platform.PlatformProblem;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command line: {@code aimatrix up}, {@code status}, {@code logs}, {@code down}, {@code demo}. */
@Command(
        name = "aimatrix",
        description = "The whole AIMatrix platform on this machine: services, PostgreSQL and Kafka.",
        mixinStandardHelpOptions = true,
        version = "AIMatrix 0.1.0",
        subcommands = {UpCommand.class, StatusCommand.class, LogsCommand.class, DownCommand.class, DemoCommand.class})
public final class AimatrixCommand {

    private AimatrixCommand() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "com/aimatrix/standalone/logback-command.xml");
        CommandLine line = new CommandLine(new AimatrixCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter errors = command.getErr();
            errors.println(Ansi.AUTO.text("@|red " + PlatformProblem.sentence(failure) + "|@"));
            errors.flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        int exitCode = line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        System.exit(exitCode);
    }
}
