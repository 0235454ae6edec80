package com.aimatrix.standalone.demo;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** Keeps asking for predictions while a version is replaced, and counts what was not answered. */
final class Prober implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Thread thread;
    private final Set<Integer> versions = new TreeSet<>();
    private volatile boolean asking = true;
    private long answered;
    private long failed;
    private String lastFailure;

    Prober(Predictions predictions, List<Flight> flights) {
        thread = new Thread(() -> ask(predictions, flights), "prober");
        thread.start();
    }

    private void ask(Predictions predictions, List<Flight> flights) {
        while (asking) {
            try {
                versions.add(predictions.ask(flights, false));
                answered++;
            } catch (StepFailed e) {
                failed++;
                lastFailure = e.getMessage();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Ends the asking; the counts are final then. */
    @Override
    public void close() {
        asking = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long answered() {
        return answered;
    }

    long failed() {
        return failed;
    }

    String lastFailure() {
        return lastFailure;
    }

    /** Versions that answered. */
    Set<Integer> versions() {
        return versions;
    }
}
