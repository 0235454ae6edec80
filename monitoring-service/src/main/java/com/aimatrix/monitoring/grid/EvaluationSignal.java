package com.aimatrix.monitoring.grid;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Lets the evaluation sleep until something came in. */
@Component
public class EvaluationSignal {

    private final Semaphore signal = new Semaphore(0);

    /** Something came in; call it after the commit. */
    public void wake() {
        signal.release();
    }

    /** Waits until something comes in, or the time is over. */
    public void await(Duration atMost) throws InterruptedException {
        signal.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        signal.drainPermits();
    }
}
