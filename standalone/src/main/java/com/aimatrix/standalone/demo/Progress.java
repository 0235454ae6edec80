package com.aimatrix.standalone.demo;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long step is: a bar with rate and time left on a terminal, else a line every tenth. */
final class Progress implements AutoCloseable {

    private final String what;
    private final long total;
    private final PrintStream out;
    private final ProgressBar bar;
    private final long startedNs = System.nanoTime();
    private long done;
    private long told;

    Progress(String what, String unit, long total, boolean terminal, PrintStream out) {
        this.what = what;
        this.total = total;
        this.out = out;
        this.bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(total)
                        .setUnit(" " + unit, 1)
                        .showSpeed()
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(250)
                        .build()
                : null;
    }

    synchronized void add(long more) {
        to(done + more);
    }

    synchronized void to(long now) {
        done = now;
        if (bar != null) {
            bar.stepTo(done);
            return;
        }
        long tenth = total == 0 ? 10 : 10 * done / total;
        if (tenth > told) {
            told = tenth;
            double seconds = (System.nanoTime() - startedNs) / 1e9;
            double left = done == 0 ? 0 : seconds * (total - done) / done;
            out.printf(
                    "  %s: %,d of %,d (%.0f/s, %.0f s left)%n",
                    what, done, total, done / Math.max(seconds, 1e-3), left);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
