package com.aimatrix.standalone;

import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformProblem;
import com.aimatrix.standalone.platform.PlatformProcess;
import com.aimatrix.standalone.platform.PlatformState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The demo's data folder: always begun anew, but never at the cost of a folder that is not a demo's. */
final class DemoFolder {

    private static final String MARK = ".aimatrix-demo";

    private DemoFolder() {}

    /** @throws PlatformProblem when a platform runs there, or something else lies there */
    static void prepare(PlatformFolder folder) {
        Path root = folder.root();
        PlatformState.running(folder).ifPresent(state -> {
            throw new PlatformProblem(
                    "A platform runs on %s already; stop it with: aimatrix down --data %s".formatted(root, root));
        });
        try {
            if (Files.exists(root) && !Files.exists(root.resolve(MARK)) && !isEmpty(root)) {
                throw new PlatformProblem(
                        "%s holds something that is not a demo's; name another folder with --data".formatted(root));
            }
            PlatformProcess.stop(folder); // a killed demo leaves its PostgreSQL running
            FileSystemUtils.deleteRecursively(root);
            Files.createDirectories(root);
            Files.createFile(root.resolve(MARK));
        } catch (IOException e) {
            throw new PlatformProblem("%s cannot be made anew: %s".formatted(root, e.getMessage()), e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
