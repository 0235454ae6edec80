package com.aimatrix.serving.predict;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.serving.ServingSettings;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets a bounded number of predictions in; the next is told to come again instead of waiting in a queue. */
@Component
class Admission {

    private final Semaphore places;
    private final int size;

    Admission(ServingSettings settings) {
        this.size = settings.maxConcurrentRequests();
        this.places = new Semaphore(size);
    }

    /** A place, given back when closed; 429 when all are taken. */
    Place enter() {
        if (!places.tryAcquire()) {
            throw new ApiProblem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-requests",
                    "%d predictions are under way, as many as this instance takes; ask again in a second."
                            .formatted(size),
                    List.of());
        }
        return places::release;
    }

    /** Taken until closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
