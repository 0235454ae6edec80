package com.aimatrix.test;

import java.io.IOException;
import java.nio.file.Path;

/** Stands where Maven stands: starts two test processes, one after the other, and waits to be ended. */
final class BuildWithTwoForks {

    private BuildWithTwoForks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (int fork = 0; fork < 2; fork++) {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Fork.class.getName())
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        System.in.read();
    }

    /** Says which process the servers run in, and in which folder. */
    static final class Fork {

        private Fork() {}

        public static void main(String[] arguments) {
            BuildServers build = BuildServers.ofThisBuild();
            System.out.println("servers " + build.running().pid() + " " + build.folder());
        }
    }
}
