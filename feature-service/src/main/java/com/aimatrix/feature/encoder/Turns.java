package com.aimatrix.feature.encoder;

import com.aimatrix.feature.encoder.inference.LoadedEncoder;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Has only so many batches of texts computed at once, whatever encoder they are for; the others wait, and not for ever. */
@Component
class Turns implements LoadedEncoder.Gate {

    private final Semaphore free;
    private final long patienceMs;

    Turns(EncoderSettings settings) {
        free = new Semaphore(settings.concurrency(), true);
        patienceMs = settings.patience().toMillis();
    }

    @Override
    public float[][] pass(Supplier<float[][]> batch) {
        try {
            if (!free.tryAcquire(patienceMs, TimeUnit.MILLISECONDS)) {
                throw ApiProblem.unavailable("encoders-busy", "more texts wait to be encoded than can be; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.unavailable("stopping", "the service is stopping; try again");
        }
        try {
            return batch.get();
        } finally {
            free.release();
        }
    }
}
