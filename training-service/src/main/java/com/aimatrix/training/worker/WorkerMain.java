package com.aimatrix.training.worker;

import com.aimatrix.kit.work.ParentWatch;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The worker process: {@code WorkerMain <run.json>}. Exit codes: 0 done, 1 failed for a reason told in the last message,
 * 2 wrong arguments, 3 the parent is gone.
 *
 * <p>Standard output carries {@link WorkerMessage}s and nothing else; standard error is free text. It ends when standard
 * input does, so that it never outlives its parent; a checkpoint in the folder is continued from.
 */
public final class WorkerMain {

    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: WorkerMain <run.json>");
            System.exit(WRONG_ARGUMENTS);
        }
        Messages messages =
                new Messages(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        // Whatever a library prints must not come between the messages.
        System.setOut(System.err);
        System.setProperty("logback.configurationFile", "com/aimatrix/kit/work/child-logback.xml");
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace(System.err);
            messages.send(new WorkerMessage.Failed(FailureReason.of(failure)));
            // Not exit: a native thread that hangs must not keep the process.
            Runtime.getRuntime().halt(FAILED);
        });
        ParentWatch.start(System.in);

        WorkFolder folder = new WorkFolder(Path.of(arguments[0]));
        WorkerTask task = folder.readTask();
        // Read by the engine when it starts, so before anything touches it.
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(Math.max(1, task.threads())));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.offline", "true");
        long start = System.nanoTime();
        new WorkerJob(folder, task, messages::send).run();
        messages.send(new WorkerMessage.Done((System.nanoTime() - start) * 1e-9));
        Runtime.getRuntime().halt(0);
    }
}
