package com.aimatrix.serving.log;

import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event with the id that it keeps whichever way it goes, so that one that went both ways counts once.
 *
 * @param json at most {@value #MAX_BYTES} bytes
 */
record LogMessage(UUID id, PredictionsMade event, byte[] json) {

    /** Kafka takes records up to 1,048,576 bytes with their headers. */
    static final int MAX_BYTES = 900_000;

    /** One message per event; an event too large for Kafka is sent as several with some of its rows each. */
    static List<LogMessage> of(List<PredictionsMade> events, JsonMapper json) {
        var messages = new ArrayList<LogMessage>();
        events.forEach(event -> add(event, json, messages));
        return messages;
    }

    private static void add(PredictionsMade event, JsonMapper json, List<LogMessage> messages) {
        byte[] bytes = json.writeValueAsBytes(event);
        int rows = event.rows().size();
        if (bytes.length <= MAX_BYTES) {
            messages.add(new LogMessage(UUID.randomUUID(), event, bytes));
        } else if (rows > 1) {
            add(part(event, 0, rows / 2), json, messages);
            add(part(event, rows / 2, rows), json, messages);
        } else {
            throw ApiProblem.badField(
                    "rows",
                    "a row of %d bytes cannot be logged, expected at most %d".formatted(bytes.length, MAX_BYTES));
        }
    }

    private static PredictionsMade part(PredictionsMade whole, int from, int to) {
        return new PredictionsMade(
                whole.model(),
                whole.version(),
                whole.requestId(),
                whole.shadow(),
                whole.features(),
                whole.rows().subList(from, to));
    }
}
