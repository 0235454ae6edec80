package com.aimatrix.standalone;

import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Stops the platform in order; its data stay.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Mixin
    private DataOption data;

    @Override
    public Integer call() {
        PlatformFolder folder = data.folder();
        boolean stopped = PlatformProcess.stop(folder);
        System.out.println(
                stopped
                        ? "AIMatrix is stopped; its data stay in " + folder.root()
                        : "Nothing runs on " + folder.root());
        return 0;
    }
}
