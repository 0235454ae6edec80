package com.aimatrix.serving.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LogMessageTest {

    private final JsonMapper json = new JsonMapper();

    @Test
    void anEventThatFitsIsOneMessage() {
        assertThat(LogMessage.of(List.of(event(10, 10), event(10, 10)), json)).hasSize(2);
    }

    @Test
    void aLargeEventIsSentInPartsWithEveryRowOnceAndInOrder() {
        PredictionsMade whole = event(1_000, 4_000);

        List<LogMessage> parts = LogMessage.of(List.of(whole), json);

        assertThat(parts).hasSizeGreaterThan(4).allMatch(part -> part.json().length <= LogMessage.MAX_BYTES);
        assertThat(parts.stream().flatMap(part -> part.event().rows().stream())).isEqualTo(whole.rows());
        assertThat(parts).extracting(LogMessage::id).doesNotHaveDuplicates();
    }

    @Test
    void aRowThatNoMessageCanHoldIsRefused() {
        assertThatThrownBy(() -> LogMessage.of(List.of(event(1, 1_000_000)), json))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("expected at most 900000");
    }

    private static PredictionsMade event(int rows, int textLength) {
        List<Object> values = Collections.singletonList("x".repeat(textLength));
        return new PredictionsMade(
                "flights",
                1,
                "r",
                false,
                List.of("a:b"),
                IntStream.range(0, rows)
                        .mapToObj(i -> new PredictionsMade.Row("f" + i, Instant.EPOCH, values, 0.5))
                        .toList());
    }
}
