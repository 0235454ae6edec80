package com.aimatrix.registry.webhook;

import com.aimatrix.kit.work.Backoff;
import java.time.Duration;

/**
 * How long to wait after an attempt: twice as long after each, up to a longest pause; a receiver that says how long is obeyed within the
 * same bound.
 *
 * @param first after the first attempt
 */
record RetryPause(Duration first, Duration longest) {

    /** @param retryAfter the receiver's header in seconds, or null; a date in it is passed over */
    Duration after(int attempts, String retryAfter) {
        Duration pause = new Backoff(first, longest).after(attempts);
        if (retryAfter != null && retryAfter.matches("\\d{1,6}")) {
            Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
            pause = asked.compareTo(pause) > 0 ? asked : pause;
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
