package com.aimatrix.feature.validation;

import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/** What happens to a row whose value breaks a rule; of several broken rules the strictest policy holds. */
@JsonDeserialize(using = Policy.Reader.class)
public enum Policy {
    /** It counts; the broken rule is told by a metric. */
    WARN,
    /** The value counts as null. */
    NULL,
    /** The row waits, with its reason and payload, to be corrected and replayed. */
    QUARANTINE,
    /** The caller is told, and nothing of the request is taken; an event from Kafka goes to the dead letters. */
    REJECT;

    private static Policy of(String name) {
        for (Policy each : values()) {
            if (each.name().equalsIgnoreCase(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("expected one of %s, got %s".formatted(List.of(values()), name));
    }

    /** The word {@code null} without quotes, which is how YAML and JSON write nothing, is the policy of that name. */
    static final class Reader extends StdDeserializer<Policy> {

        Reader() {
            super(Policy.class);
        }

        @Override
        public Policy deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Policy) context.handleUnexpectedToken(Policy.class, parser);
            }
            try {
                return of(parser.getString());
            } catch (IllegalArgumentException e) {
                return context.reportInputMismatch(this, e.getMessage());
            }
        }

        @Override
        public Policy getNullValue(DeserializationContext context) {
            return NULL;
        }

        /** Nothing was said. */
        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }

    /** In lower case, as in names of metrics. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
