package com.aimatrix.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MlflowRequestTest {

    @Test
    void wholeNumbersComeAsNumbersAndAsTexts() {
        assertThat(request("{\"a\": 3}").requiredInteger("a")).isEqualTo(3);
        assertThat(request("{\"a\": \"9223372036854775807\"}").requiredInteger("a"))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(request("{\"a\": 3.0}").requiredInteger("a")).isEqualTo(3);
        assertThat(request("{}").integer("a")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "3.5", "true", "[]", "{}", "92233720368547758080", "\"\""})
    void whatIsNoWholeNumberIsRefusedByName(String value) {
        MlflowRequest request = request("{\"a\": %s}".formatted(value));
        assertThatThrownBy(() -> request.requiredInteger("a"))
                .isInstanceOf(MlflowProblem.class)
                .hasMessageContaining("Invalid value %s for parameter 'a'".formatted(value));
    }

    @Test
    void nanAndInfinitiesComeAsTexts() {
        assertThat(request("{\"a\": \"NaN\"}").requiredNumber("a")).isNaN();
        assertThat(request("{\"a\": \"-Infinity\"}").requiredNumber("a")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> request("{\"a\": \"0x1p3\"}").requiredNumber("a"))
                .hasMessageContaining("Invalid value \"0x1p3\" for parameter 'a'");
    }

    @Test
    void whatIsMissingIsNamedWithItsPlace() {
        MlflowRequest request = request("{\"tags\": [{\"key\": \"a\"}, {\"key\": \"\"}]}");
        assertThatThrownBy(() -> request.objects("tags", tag -> tag.requiredText("key")))
                .hasMessageContaining("Missing value for required parameter 'tags[1].key'");
        assertThatThrownBy(() -> request.requiredText("name"))
                .hasMessageContaining("Missing value for required parameter 'name'");
    }

    @Test
    void aNumberOutsideItsRangeIsRefused() {
        assertThat(request("{}").count("max_results", 100, 1, 1_000)).isEqualTo(100);
        assertThatThrownBy(() -> request("{\"max_results\": 1001}").count("max_results", 100, 1, 1_000))
                .hasMessageContaining("from 1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/a", "a//b", "a/./b", "a/..", "a\u0000b", "a?b", "a#b"})
    void keysThatCouldBeOtherPathsAreRefused(String key) {
        assertThatThrownBy(() -> MlflowNames.key("metric", key, request("{}")))
                .isInstanceOf(MlflowProblem.class)
                .hasMessageContaining("Invalid metric name");
    }

    @Test
    void ordinaryKeysAreTaken() {
        assertThat(MlflowNames.key("metric", "val/loss: größe_1-a.b", request("{}")))
                .isEqualTo("val/loss: größe_1-a.b");
    }

    private static MlflowRequest request(String json) {
        return new MlflowRequest((ObjectNode) new JsonMapper().readTree(json));
    }
}
