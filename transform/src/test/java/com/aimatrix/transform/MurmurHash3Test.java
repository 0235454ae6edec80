package com.aimatrix.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class MurmurHash3Test {

    static Stream<JsonNode> cases() {
        return ReferenceValues.of("murmur").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReferenceHashesAreMet(JsonNode testCase) {
        int hash = MurmurHash3.hash(
                testCase.get("text").stringValue(), testCase.get("seed").intValue());
        assertThat(hash).isEqualTo(testCase.get("hash").intValue());
    }
}
