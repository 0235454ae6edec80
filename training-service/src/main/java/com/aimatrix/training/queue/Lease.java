package com.aimatrix.training.queue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The holder's side of a claim: says when the work must end, and why. */
public final class Lease {

    private final Job job;
    private final CompletableFuture<LeaseEnded.Why> end = new CompletableFuture<>();
    private volatile long extendedNanos;

    /** @param claimedNanos {@link System#nanoTime()} before the claim: how sure the holder may be whatever the time of day */
    Lease(Job job, long claimedNanos) {
        this.job = job;
        this.extendedNanos = claimedNanos;
    }

    public Job job() {
        return job;
    }

    /** @throws LeaseEnded when the work must end */
    public void check() {
        LeaseEnded.Why why = end.getNow(null);
        if (why != null) {
            throw new LeaseEnded(why);
        }
    }

    /**
     * Waits, but not beyond the end of the lease.
     *
     * @throws LeaseEnded when the work must end
     */
    public void pause(Duration length) {
        try {
            end.get(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(LeaseEnded.Why.STOPPING);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lease never ends with a failure", e);
        }
        check();
    }

    /** Calls when the work must end, at once when it already must; on any thread. */
    public void whenEnded(Runnable action) {
        end.thenRun(action);
    }

    void extended(long nanos) {
        extendedNanos = nanos;
    }

    long ageNanos(long nanos) {
        return nanos - extendedNanos;
    }

    void end(LeaseEnded.Why why) {
        end.complete(why);
    }
}
