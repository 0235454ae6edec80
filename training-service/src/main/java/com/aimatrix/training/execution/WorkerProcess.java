package com.aimatrix.training.execution;

import com.aimatrix.kit.work.ChildJvm;
import com.aimatrix.training.TrainingSettings;
import com.aimatrix.training.queue.Lease;
import com.aimatrix.training.queue.LeaseEnded;
import com.aimatrix.training.run.RunFolders;
import com.aimatrix.training.worker.WorkerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs the worker in a process of its own, because an abort in native code takes its whole JVM with it. The worker ends
 * itself when its standard input ends, so it never outlives this JVM, however that ends.
 */
@Component
class WorkerProcess {

    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

    private final TrainingSettings settings;

    WorkerProcess(TrainingSettings settings) {
        this.settings = settings;
    }

    /** Takes the lines that a worker writes to its standard output. */
    interface Lines {

        void line(String line);

        /** No further line has come yet: what was gathered may be written. */
        void pause();
    }

    /**
     * Runs a worker to its end.
     *
     * @param task the task's file in the folder that the worker works in
     * @return the exit code
     * @throws LeaseEnded when the worker was killed because the work must end
     */
    int run(Path task, Lease lease, Lines lines) throws IOException {
        lease.check();
        var jvm = new ChildJvm(WorkerMain.class, settings.workerHeap(), task.resolveSibling("crash.log"));
        var builder = new ProcessBuilder(jvm.command(task.toString()));
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(
                task.resolveSibling(RunFolders.WORKER_LOG).toFile()));
        Process process = builder.start();
        // Through the handle: Process.destroyForcibly also closes the stream that is being read.
        ProcessHandle handle = process.toHandle();
        lease.whenEnded(handle::destroyForcibly);
        log.info("Worker {} started on {}", process.pid(), lease.job().subjectId());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.line(line);
                if (!out.ready()) {
                    lines.pause();
                }
            }
            int exit = process.waitFor();
            lease.check();
            return exit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseEnded(LeaseEnded.Why.STOPPING);
        } finally {
            handle.destroyForcibly();
        }
    }
}
