package com.aimatrix.kit.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Ends the process when its parent is gone, which closes the pipe to standard input. */
public final class ParentWatch {

    private static final int PARENT_GONE = 3;

    private ParentWatch() {}

    /** @param in standard input: the pipe from the parent, which nothing else may read */
    public static void start(InputStream in) {
        Thread thread = new Thread(
                () -> {
                    awaitEnd(in);
                    // Not exit: nothing here needs an orderly end, every file is written whole or not at all.
                    Runtime.getRuntime().halt(PARENT_GONE);
                },
                "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEnd(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("standard input is broken, taken as its end: " + e.getMessage());
        }
    }
}
