package com.aimatrix.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Models that read features of certain versions of their views. */
class PinnedFeaturesIT extends ServingTestBase {

    @Test
    void eachVersionReadsTheFeaturesThatItWasTrainedOn() throws IOException {
        tell(1, models.pinned(2, 2, 2), models.pinned(1, 2, 1));
        awaitLive(2);

        predict(withEntity(Map.of("tail_num", "N1")));

        assertThat(FEATURE_SERVICE.takeRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.features())
                        .hasSize(6)
                        .startsWith("carrier_origin@2:late_share_7d")
                        .contains("carrier_origin@1:late_share_7d"));
        assertThat(logged())
                .extracting(event -> event.version() + " " + event.features().get(0))
                .containsExactlyInAnyOrder("2 carrier_origin@2:late_share_7d", "1 carrier_origin@1:late_share_7d");
    }

    @Test
    void valuesMayBeGivenWithoutKnowingTheVersionThatAModelReads() throws IOException {
        tell(1, models.version(1, 2));
        awaitLive(1);
        JsonNode expected = predict(withValues(2)).getBody();
        tell(2, models.pinned(2, 2, 3), models.pinned(1, 2, 1));
        awaitLive(2);

        JsonNode answer = predict(withValues(2)).getBody();
        var exact = predict(Map.of(
                "record",
                false,
                "rows",
                List.of(Map.of(
                        "subject",
                        "f1",
                        "features",
                        Map.of("carrier_origin@3:late_share_7d", 0.01, TestModels.CARRIER, "CO")))));
        var wrong = predict(Map.of(
                "rows",
                List.of(
                        Map.of("subject", "a", "features", Map.of("carrier_origin@4:late_share_7d", 1)),
                        Map.of("subject", "b", "features", Map.of()))));
        var kind = predict(Map.of(
                "rows", List.of(Map.of("subject", "a", "features", Map.of(TestModels.LATE_SHARE, "much")))));

        assertThat(answer.get("predictions")).isEqualTo(expected.get("predictions"));
        assertThat(exact.getBody().get("predictions").get(0))
                .isEqualTo(expected.get("predictions").get(1));
        assertThat(logged().stream().filter(event -> event.version() == 1 && event.shadow()))
                .singleElement()
                .satisfies(event -> assertThat(event.rows().get(1).values()).startsWith(0.01, "CO"));
        assertThat(wrong.getBody().get("errors").findValuesAsString("field"))
                .containsExactly("rows[0].features.carrier_origin@4:late_share_7d");
        assertThat(kind.getBody().get("errors").findValuesAsString("field"))
                .containsExactly("rows[0].features." + TestModels.LATE_SHARE);
    }
}
