package com.aimatrix.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.monitoring.OutcomesObserved;
import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.registry.ModelChanged;
import com.aimatrix.contracts.registry.PromotionDecided;
import com.aimatrix.contracts.registry.VersionChanged;
import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.contracts.training.RunStatusChanged;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every event as it looked when its version was made: it must still be read, and be written as it was. */
class GoldenEventsTest {

    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            classes = {
                RunStatusChanged.class,
                DeploymentChanged.class,
                ModelChanged.class,
                VersionChanged.class,
                PromotionDecided.class,
                PredictionsMade.class,
                OutcomesObserved.class,
                RetrainingRequested.class
            })
    void anOldEventIsStillReadAndWrittenAsItWas(Class<? extends PlatformEvent> type) throws IOException {
        PlatformEvent event = readAndWrittenAsItWas(type, "v1");
        assertThat(event.key()).isNotBlank();
        assertThat(Topics.all()).extracting(Topics.Spec::name).contains(event.topic(), event.topic() + ".dead-letter");
        assertThat(event.type()).endsWith(".v1");
    }

    /** What was added to an event after its version was made, each with a golden of its own. */
    @ParameterizedTest
    @CsvSource("com.aimatrix.contracts.training.RunStatusChanged, v1-training-set, trainingSetId")
    void whatWasAddedIsReadAndWrittenToo(Class<? extends PlatformEvent> type, String form, String added)
            throws IOException {
        readAndWrittenAsItWas(type, form);
        assertThat(golden(type, form).get(added)).isNotNull();
        assertThat(golden(type, "v1").has(added)).isFalse();
    }

    private PlatformEvent readAndWrittenAsItWas(Class<? extends PlatformEvent> type, String form) throws IOException {
        JsonNode golden = golden(type, form);
        PlatformEvent event = json.treeToValue(golden, type);
        assertThat(json.readTree(json.writeValueAsString(event))).isEqualTo(golden);
        return event;
    }

    private JsonNode golden(Class<?> type, String form) throws IOException {
        try (InputStream in = GoldenEventsTest.class.getResourceAsStream(
                "/golden/%s.%s.json".formatted(type.getSimpleName(), form))) {
            return json.readTree(in);
        }
    }
}
