package com.aimatrix.standalone;

import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformProcess;
import com.aimatrix.standalone.platform.PlatformState;
import com.aimatrix.standalone.platform.Readiness;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Tells whether the platform runs, where, and whether each service answers.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0: everything is ready", "1: something is not ready", "3: nothing runs"})
final class StatusCommand implements Callable<Integer> {

    private static final int SOMETHING_IS_NOT_READY = 1;
    private static final int NOTHING_RUNS = 3;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() {
        PlatformFolder folder = data.folder();
        Optional<PlatformState> running = PlatformState.running(folder);
        if (running.isEmpty()) {
            System.out.println("AIMatrix does not run on " + folder.root());
            return NOTHING_RUNS;
        }
        PlatformState state = running.get();
        Long residentMib = PlatformProcess.residentMib(folder, state);
        System.out.println("AIMatrix runs on %s as process %d%s"
                .formatted(
                        folder.root(), state.pid(), residentMib == null ? "" : ", " + residentMib + " MiB resident"));
        Readiness readiness = new Readiness();
        boolean ready = tell(readiness, "gateway", state.gateway());
        for (var service : state.services().entrySet()) {
            ready &= tell(readiness, service.getKey(), service.getValue());
        }
        System.out.println("  %-20s %s".formatted("kafka", state.kafka()));
        System.out.println("  %-20s %s".formatted("database", state.databaseAddress()));
        return ready ? 0 : SOMETHING_IS_NOT_READY;
    }

    private static boolean tell(Readiness readiness, String name, URI address) {
        String answer = readiness.of(address);
        System.out.println("  %-20s %-28s %s".formatted(name, address, answer));
        return "ready".equals(answer);
    }
}
