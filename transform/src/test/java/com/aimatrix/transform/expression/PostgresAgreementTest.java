package com.aimatrix.transform.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PostgresAgreementTest {

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = PostgresAgreementTest.class.getResourceAsStream("/sql_cases.json")) {
            return JsonMapper.shared().readTree(in).get("cases").valueStream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anExpressionHasTheValueThatPostgresGives(JsonNode testCase) {
        SqlExpression expression =
                SqlExpression.parse(testCase.get("expression").stringValue());
        Object[] row = expression.columns().stream()
                .map(column -> value(testCase.get("row").get(column)))
                .toArray();

        Object value = expression.evaluate(row);

        JsonNode expected = testCase.get("result");
        if (expected.isNumber()) {
            double number = expected.doubleValue();
            assertThat(((Number) value).doubleValue()).isCloseTo(number, within(Math.abs(number) * 1e-14));
        } else {
            assertThat(value).isEqualTo(value(expected));
        }
    }

    private static Object value(JsonNode node) {
        if (node.isNumber()) {
            return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.stringValue();
    }
}
