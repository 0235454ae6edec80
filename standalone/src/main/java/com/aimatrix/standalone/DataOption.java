package com.aimatrix.standalone;

import com.aimatrix.standalone.platform.PlatformFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The {@code --data} that every command has. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder that holds everything; kept between starts (default: ${DEFAULT-VALUE}).",
            defaultValue = ".aimatrix/data")
    private Path path;

    public PlatformFolder folder() {
        return new PlatformFolder(path);
    }
}
