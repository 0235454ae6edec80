package com.aimatrix.feature.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RuleTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void thePolicyNullMayBeWrittenWithoutQuotes() {
        assertThat(YAML.readValue("{check: range, min: 0, policy: null}", Rule.class)
                        .policy())
                .isEqualTo(Policy.NULL);
        assertThat(YAML.readValue("{check: range, min: 0, policy: warn}", Rule.class)
                        .policy())
                .isEqualTo(Policy.WARN);
        assertThat(JSON.readValue("{\"check\": \"not_null\", \"policy\": null}", Rule.class)
                        .policy())
                .isEqualTo(Policy.NULL);
    }

    @Test
    void aRuleWithoutAPolicyRejectsAndIsReadAsItWasWritten() {
        Rule rule = YAML.readValue("{check: range, min: 0}", Rule.class);
        assertThat(rule.policy()).isNull();
        assertThat(rule.policyOrReject()).isEqualTo(Policy.REJECT);
        assertThat(JSON.readValue(JSON.writeValueAsString(rule), Rule.class)).isEqualTo(rule);
    }

    @Test
    void aWordThatIsNoneIsToldWithThoseThatAre() {
        assertThatThrownBy(() -> JSON.readValue("{\"check\": \"unique\", \"policy\": \"shout\"}", Rule.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("QUARANTINE")
                .hasMessageContaining("shout");
        assertThatThrownBy(() -> JSON.readValue("{\"check\": \"unique\", \"policy\": 1}", Rule.class))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> JSON.readValue("{\"check\": \"monotone\", \"direction\": \"up\"}", Rule.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("expected one of [INCREASING, DECREASING], got up");
    }

    @Test
    void whatIsNoTextMatchesNoPattern() {
        var rules = ValueRules.of(List.of(new Rule.Pattern("[0-9]+", null)));
        for (JsonNode value : List.of(NODES.numberNode(5), NODES.arrayNode(), NODES.objectNode())) {
            assertThat(rules.broken("code", value))
                    .singleElement()
                    .satisfies(broken -> assertThat(broken.message()).startsWith("expected text that matches"));
        }
        assertThat(rules.broken("code", NODES.stringNode("5"))).isEmpty();
    }

    @Test
    void whatHasNoLengthIsTold() {
        var rules = ValueRules.of(List.of(new Rule.Length(null, 3, null)));
        assertThat(rules.broken("code", NODES.numberNode(5)))
                .singleElement()
                .satisfies(broken -> assertThat(broken.message()).isEqualTo("expected text or a list, got 5"));
        assertThat(rules.broken("code", NODES.arrayNode().add(1))).isEmpty();
    }
}
