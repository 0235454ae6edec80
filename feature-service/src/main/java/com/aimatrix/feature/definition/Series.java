package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.WindowedView.Clip;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One stream of numbers per entity, cut into tiles; the windowed features that share it differ in window and aggregate.
 *
 * @param keys pointers to the join keys in the payload
 * @param value pointer to the number, null when events are only counted
 * @param fineSpanMs length of the tiles that keep single observations
 * @param coarseSpanMs length of the tiles that keep sums only, a multiple of the fine one; null is none
 */
public record Series(
        int id,
        int sourceId,
        List<JsonPointer> keys,
        JsonPointer value,
        Clip clip,
        long fineSpanMs,
        Long coarseSpanMs) {

    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    /** Beyond it a window would read too many fine tiles. */
    private static final int MOST_FINE_TILES = 60;

    /** What the features of a series have in common. */
    record Expression(String value, Clip clip) {}

    /** Distinct expressions of a view, in order; a bare count takes part in the first one. */
    static List<Expression> expressions(WindowedView view) {
        var distinct = new ArrayList<Expression>();
        for (var feature : view.features()) {
            var expression = new Expression(feature.value(), feature.clip());
            if (feature.value() != null && !distinct.contains(expression)) {
                distinct.add(expression);
            }
        }
        if (distinct.isEmpty()) {
            distinct.add(new Expression(null, null));
        }
        return distinct;
    }

    /** Position of a feature's expression among {@link #expressions}. */
    public static int ordinal(WindowedView view, WindowedView.Feature feature) {
        return feature.value() == null ? 0 : expressions(view).indexOf(new Expression(feature.value(), feature.clip()));
    }

    /** Fine tiles are about as long as the shortest window. */
    static long fineSpanMs(WindowedView view) {
        long shortest = view.features().stream()
                .mapToLong(WindowedView.Feature::windowMs)
                .min()
                .orElse(HOUR_MS);
        return shortest >= DAY_MS ? DAY_MS : shortest >= 6 * HOUR_MS ? 6 * HOUR_MS : HOUR_MS;
    }

    static Long coarseSpanMs(WindowedView view) {
        long fine = fineSpanMs(view);
        long longest = view.features().stream()
                .mapToLong(WindowedView.Feature::windowMs)
                .max()
                .orElse(fine);
        return fine < DAY_MS && longest / fine > MOST_FINE_TILES ? DAY_MS : null;
    }

    /** Pointer of a dotted path. */
    public static JsonPointer pointer(String path) {
        return JsonPointer.compile(
                "/" + path.replace("~", "~0").replace("/", "~1").replace('.', '/'));
    }

    /** The entity that an event belongs to, null when a key is missing. */
    public String entityOf(JsonNode payload) {
        var values = new ArrayList<String>(keys.size());
        for (JsonPointer key : keys) {
            values.add(text(payload.at(key)));
        }
        return EntityKey.of(values);
    }

    /** Scalar as text; null when missing. */
    public static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    /** What is wrong with the keys of an event, or null: fractions have no one text, objects have none at all. */
    public String keyProblem(JsonNode payload) {
        for (JsonPointer key : keys) {
            JsonNode value = payload.at(key);
            boolean fits = value.isMissingNode()
                    || value.isNull()
                    || value.isString()
                    || value.isBoolean()
                    || value.isIntegralNumber();
            if (!fits) {
                return "expected text, a whole number, true or false at %s, got %s".formatted(key, value);
            }
        }
        String entity = entityOf(payload);
        return entity == null ? null : EntityKey.problem(entity);
    }

    /** The event's number, NaN when it has none. */
    public double valueOf(JsonNode payload) {
        if (value == null) {
            return Double.NaN;
        }
        JsonNode number = payload.at(value);
        if (!number.isNumber() || !(Math.abs(number.doubleValue()) <= FieldType.LARGEST)) {
            return Double.NaN;
        }
        return clip == null ? number.doubleValue() : clip.apply(number.doubleValue());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series series && series.id == id;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id);
    }
}
