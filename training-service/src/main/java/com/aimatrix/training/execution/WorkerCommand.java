package com.aimatrix.training.execution;

import com.aimatrix.training.TrainingSettings;
import com.aimatrix.training.worker.WorkerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * How the worker process is started: this JVM's Java and class path with another main class, so that a worker is always
 * of the same build as its service.
 */
@Component
class WorkerCommand {

    private static final String MAIN = WorkerMain.class.getName();
    private static final String LOADER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    /** From here on the JVM warns about native code that was not allowed by name. */
    private static final int NATIVE_ACCESS_SINCE = 22;

    private final TrainingSettings settings;

    WorkerCommand(TrainingSettings settings) {
        this.settings = settings;
    }

    List<String> of(Path task) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + settings.workerHeap().toMegabytes() + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:ErrorFile=" + task.resolveSibling("crash.log"));
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        if (insideBootJar()) {
            command.add("-Dloader.main=" + MAIN);
            command.add(LOADER);
        } else {
            command.add(MAIN);
        }
        command.add(task.toString());
        return command;
    }

    /** In an executable jar the classes lie in nested jars, which only Spring Boot's loader opens. */
    private static boolean insideBootJar() {
        var source = WorkerCommand.class.getProtectionDomain().getCodeSource();
        return source != null && source.getLocation().toString().contains("nested:");
    }
}
