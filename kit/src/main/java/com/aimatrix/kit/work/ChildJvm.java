package com.aimatrix.kit.work;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * How a child process is started: this JVM's Java and class path with another main class, so that it is always of the same
 * build as its service.
 *
 * @param main the class with the main method; {@link ParentWatch} ends it with its parent
 * @param heap of the child
 * @param crashLog where a crash of the JVM is written down
 */
public record ChildJvm(Class<?> main, DataSize heap, Path crashLog) {

    private static final String LOADER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    /** From here on the JVM warns about native code that was not allowed by name. */
    private static final int NATIVE_ACCESS_SINCE = 22;

    /** The command line with these arguments for the main method. */
    public List<String> command(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap.toMegabytes() + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:ErrorFile=" + crashLog);
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        if (insideBootJar()) {
            command.add("-Dloader.main=" + main.getName());
            command.add(LOADER);
        } else {
            command.add(main.getName());
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** In an executable jar the classes lie in nested jars, which only Spring Boot's loader opens. */
    private boolean insideBootJar() {
        var source = main.getProtectionDomain().getCodeSource();
        return source != null && source.getLocation().toString().contains("nested:");
    }
}
