package com.aimatrix.feature.definition;

import com.aimatrix.feature.validation.ValueRules;
import com.aimatrix.transform.expression.SqlExpression;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A {@link SeriesDefinition} ready for work: reads entity, group and value off the events of its source.
 *
 * @param fineSpanMs length of the tiles that keep single observations
 * @param coarseSpanMs length of the tiles that keep sums only, a multiple of the fine one; null is none
 */
public record Series(
        int id,
        int sourceId,
        SeriesDefinition definition,
        long fineSpanMs,
        Long coarseSpanMs,
        List<JsonPointer> keys,
        JsonPointer value,
        JsonPointer group,
        PayloadFilter filter,
        ValueRules rules) {

    /** The group of an event whose series has none, or whose group key is missing. */
    public static final String NO_GROUP = "";

    /** Characters of a group's key; with the longest entity it fits into an index of PostgreSQL. */
    private static final int LONGEST_GROUP = 150;

    /** Bits of an observation without a value. */
    public static final long NO_NUMBER = Double.doubleToRawLongBits(Double.NaN);

    public static final long NO_HASH = 0;

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    static Series of(int id, int sourceId, SeriesDefinition definition, long fineSpanMs, Long coarseSpanMs) {
        return new Series(
                id,
                sourceId,
                definition,
                fineSpanMs,
                coarseSpanMs,
                definition.keys().stream().map(JsonPath::pointer).toList(),
                definition.path() == null ? null : JsonPath.pointer(definition.path()),
                definition.groupBy() == null ? null : JsonPath.pointer(definition.groupBy()),
                definition.filter() == null ? null : new PayloadFilter(SqlExpression.parse(definition.filter())),
                ValueRules.of(definition.rules()));
    }

    /** Lengths of its tiles. */
    public List<Long> spansMs() {
        return coarseSpanMs == null ? List.of(fineSpanMs) : List.of(fineSpanMs, coarseSpanMs);
    }

    public boolean isDistinct() {
        return definition.distinct();
    }

    /** The entity that an event belongs to, null when a key is missing or the filter leaves the event out. */
    public String entityOf(JsonNode payload) {
        return filter != null && !filter.takes(payload) ? null : EntityKey.of(keys, payload);
    }

    /** Value of the group key as text. */
    public String groupOf(JsonNode payload) {
        if (group == null) {
            return NO_GROUP;
        }
        JsonNode key = payload.at(group);
        return key.isValueNode() && !key.isNull() ? key.asString() : NO_GROUP;
    }

    /** What is wrong with the keys of an event's entity and group, or null when they can be kept. */
    public String keyProblem(JsonNode payload) {
        String entity = EntityKey.of(keys, payload);
        if (entity == null) {
            return null;
        }
        String problem = EntityKey.problem(entity);
        String of = groupOf(payload);
        if (problem == null && (of.length() > LONGEST_GROUP || !EntityKey.isStorable(of))) {
            return "expected a group of at most %d characters, none NUL or a broken surrogate, at %s"
                    .formatted(LONGEST_GROUP, definition.groupBy());
        }
        return problem;
    }

    /** The event's value as it came, or the default; missing where there is neither. */
    public JsonNode nodeOf(JsonNode payload) {
        JsonNode found = payload.at(value);
        boolean none = found.isMissingNode() || found.isNull();
        return none && definition.defaultValue() != null ? definition.defaultValue() : found;
    }

    /** Bits of the event's value: of a double, or a hash where distinct values are counted. */
    public long bitsOf(JsonNode payload) {
        if (value == null) {
            return NO_NUMBER;
        }
        JsonNode found = nodeOf(payload);
        return isDistinct() ? hash(found) : Double.doubleToRawLongBits(number(found));
    }

    private double number(JsonNode found) {
        if (found.isBoolean()) {
            return found.booleanValue() ? 1 : 0;
        }
        if (!found.isNumber() || !(Math.abs(found.doubleValue()) <= FieldType.LARGEST)) {
            return Double.NaN;
        }
        return definition.clip() == null
                ? found.doubleValue()
                : definition.clip().apply(found.doubleValue());
    }

    /** XXH3 of the value's text; numbers that are equal have one text. */
    private static long hash(JsonNode found) {
        if (found.isMissingNode() || found.isNull()) {
            return NO_HASH;
        }
        String text =
                found.isNumber() && !found.isIntegralNumber() && found.doubleValue() == Math.rint(found.doubleValue())
                        ? found.decimalValue().stripTrailingZeros().toPlainString()
                        : found.isValueNode() ? found.asString() : found.toString();
        long hash = HASHER.hashBytesToLong(text.getBytes(StandardCharsets.UTF_8));
        return hash == NO_HASH ? 1 : hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series series && series.id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }
}
