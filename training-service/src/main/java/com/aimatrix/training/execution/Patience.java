package com.aimatrix.training.execution;

import com.aimatrix.training.TrainingSettings;
import com.aimatrix.training.queue.Lease;
import com.aimatrix.training.queue.LeaseEnded;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks other services, again and again while they are away, but not for ever. */
@Component
class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final TrainingSettings settings;
    private final JsonMapper json;

    Patience(TrainingSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /** A call that may fail because the other side is away. */
    interface Call<T> {
        T ask() throws IOException;
    }

    /**
     * @param who the service that is asked, for the reason
     * @throws JobFailed when it refuses, or is away for longer than the settings allow
     * @throws LeaseEnded when the work must end while it waits
     */
    <T> T call(String who, Lease lease, Call<T> call) {
        Duration waited = Duration.ZERO;
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            lease.check();
            try {
                return call.ask();
            } catch (RestClientException | IOException e) {
                if (!isAway(e)) {
                    throw new JobFailed("%s refused: %s".formatted(who, detail(e)), e);
                }
                if (waited.compareTo(settings.giveUpAfter()) >= 0) {
                    throw new JobFailed("%s was away for %d s: %s".formatted(who, waited.toSeconds(), detail(e)), e);
                }
                log.warn("{} is away, asking again in {}: {}", who, pause, detail(e));
            }
            lease.pause(pause);
            waited = waited.plus(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static boolean isAway(Exception failure) {
        if (failure instanceof RestClientResponseException answer) {
            return answer.getStatusCode().is5xxServerError()
                    || answer.getStatusCode().isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS);
        }
        return failure instanceof IOException || failure instanceof ResourceAccessException;
    }

    private String detail(Exception failure) {
        if (failure instanceof RestClientResponseException answer) {
            return answer.getStatusCode() + " " + problemDetail(answer.getResponseBodyAsString());
        }
        return String.valueOf(failure.getMessage());
    }

    private String problemDetail(String body) {
        try {
            return json.readTree(body).path("detail").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }
}
