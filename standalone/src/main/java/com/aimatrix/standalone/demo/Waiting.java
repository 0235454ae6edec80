package com.aimatrix.standalone.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until an answer is as wanted. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(150);

    private Waiting() {}

    /** @throws StepFailed when it took longer than the limit; the last answer is in the message */
    static <T> T until(String what, Duration limit, Supplier<T> ask, Predicate<T> wanted) {
        long deadline = System.nanoTime() + limit.toNanos();
        T answer = ask.get();
        while (!wanted.test(answer)) {
            if (System.nanoTime() > deadline) {
                throw new StepFailed(
                        "%s did not happen within %d s; last answer: %s".formatted(what, limit.toSeconds(), answer));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = ask.get();
        }
        return answer;
    }
}
