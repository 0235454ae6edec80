package com.aimatrix.feature.validation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A rule that the values of a feature must keep. The property {@code check} tells which. All but {@link NotNull} and
 * {@link Sql} let null pass.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "check")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Rule.TypeMatch.class, name = "type"),
    @JsonSubTypes.Type(value = Rule.NotNull.class, name = "not_null"),
    @JsonSubTypes.Type(value = Rule.Range.class, name = "range"),
    @JsonSubTypes.Type(value = Rule.Allowed.class, name = "allowed"),
    @JsonSubTypes.Type(value = Rule.Pattern.class, name = "pattern"),
    @JsonSubTypes.Type(value = Rule.Length.class, name = "length"),
    @JsonSubTypes.Type(value = Rule.Unique.class, name = "unique"),
    @JsonSubTypes.Type(value = Rule.Freshness.class, name = "freshness"),
    @JsonSubTypes.Type(value = Rule.Monotone.class, name = "monotone"),
    @JsonSubTypes.Type(value = Rule.Sql.class, name = "sql")
})
public sealed interface Rule {

    /** Null is REJECT, and is not written: a null that is read is the policy of that name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    Policy policy();

    default Policy policyOrReject() {
        return policy() == null ? Policy.REJECT : policy();
    }

    /** The word of {@code check}. */
    default String check() {
        return getClass().getAnnotation(Named.class).value();
    }

    /** Whether it can be told from the value alone, without other rows and without the time of arrival. */
    @JsonIgnore
    default boolean isOfValueAlone() {
        return !(this instanceof Unique
                || this instanceof Freshness
                || this instanceof Monotone
                || this instanceof Sql);
    }

    /** The word of a rule, as in {@link JsonSubTypes}. */
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @interface Named {
        String value();
    }

    /** The value is of the feature's type; without this rule a value of another type is always REJECTed. */
    @Named("type")
    record TypeMatch(Policy policy) implements Rule {}

    /** There is a value. */
    @Named("not_null")
    record NotNull(Policy policy) implements Rule {}

    /** A number within limits, both inclusive; null is no limit. */
    @Named("range")
    record Range(Double min, Double max, Policy policy) implements Rule {}

    /** One of these values. */
    @Named("allowed")
    record Allowed(List<JsonNode> values, Policy policy) implements Rule {}

    /** The whole text matches a regular expression of RE2's syntax, which is matched in linear time. */
    @Named("pattern")
    record Pattern(@JsonAlias("pattern") String regex, Policy policy) implements Rule {}

    /** Characters of a text, or elements of a list, within limits, both inclusive. */
    @Named("length")
    record Length(Integer min, Integer max, Policy policy) implements Rule {}

    /** No value comes twice in a request or a batch of the stream. */
    @Named("unique")
    record Unique(Policy policy) implements Rule {}

    /** The row is at most this old when it arrives ({@code 2h}). */
    @Named("freshness")
    record Freshness(@JsonAlias({"max_age", "max"}) String maxAge, Policy policy) implements Rule {}

    /** A number that does not go back from one row of an entity to the next; null direction is INCREASING. */
    @Named("monotone")
    record Monotone(Direction direction, Policy policy) implements Rule {}

    /** A boolean SQL expression over the row's stored features is true; unknown passes, as in a check constraint. */
    @Named("sql")
    record Sql(String expression, Policy policy) implements Rule {}

    /** Which way a monotone value goes; standing still is allowed. */
    enum Direction {
        INCREASING,
        DECREASING;

        @JsonCreator
        static Direction of(String name) {
            for (Direction each : values()) {
                if (each.name().equalsIgnoreCase(name)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("expected one of %s, got %s".formatted(List.of(values()), name));
        }
    }
}
