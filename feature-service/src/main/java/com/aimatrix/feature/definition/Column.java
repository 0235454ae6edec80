package com.aimatrix.feature.definition;

import com.aimatrix.transform.Aggregate;
import com.aimatrix.transform.TimePart;
import com.aimatrix.transform.function.Transformer;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A feature of a registered view, ready to be computed. */
public sealed interface Column {

    Feature feature();

    default ValueType type() {
        return feature().type();
    }

    /** Lies in the rows of the view. */
    sealed interface Stored extends Column {
        /** Place in the stored array. */
        int position();
    }

    /** Its values are written. */
    record Written(Feature feature, int position) implements Stored {}

    /** Is read off each event. */
    record OfEvent(Feature feature, int position, JsonPointer path, JsonNode defaultValue) implements Stored {

        public JsonNode read(JsonNode payload) {
            JsonNode found = payload.at(path);
            boolean none = found.isMissingNode() || found.isNull();
            return none && defaultValue != null ? defaultValue : found;
        }
    }

    /** Is computed from other stored features of the same row when it is written. */
    record Embedded(Feature feature, int position, Transformer function, List<Integer> inputs) implements Stored {}

    /** Is an aggregate of a series over (t - windowMs, t]. */
    record Windowed(Feature feature, Series series, Aggregate aggregate, long windowMs) implements Column {

        public boolean isGrouped() {
            return series.group() != null;
        }

        /** An aggregate as a value of the feature's type: a whole number for INT64; null stays null. */
        public Object typed(Double value) {
            return value != null && type() == ValueType.INT64 ? (Object) value.longValue() : value;
        }
    }

    /** Is read off a clock: the event's in a view with rows, else the time asked for. */
    record Timed(Feature feature, TimePart part, ZoneId zone) implements Column {

        /** The number, or its text when it is categorical. */
        public Object valueAt(long epochMs) {
            double value = part.valueAt(epochMs, zone);
            return Boolean.TRUE.equals(part.categorical())
                    ? (Object) String.valueOf((long) value)
                    : (Object) (long) value;
        }
    }

    /** Comes with the request, or with the row of a training set. */
    record Requested(Feature feature, JsonNode defaultValue) implements Column {

        /** What is wrong with a value, or null. */
        public String problem(JsonNode given) {
            boolean none = given == null || given.isNull() || given.isMissingNode();
            if (none) {
                return defaultValue == null ? "is missing; it comes with the request" : null;
            }
            return ValueText.problem(type(), feature.dimension(), given);
        }

        /** The value as transformations take it, of one that has no problem; null without one. */
        public Object value(JsonNode given) {
            boolean none = given == null || given.isNull() || given.isMissingNode();
            return Scalars.of(ValueText.canonical(type(), none ? defaultValue : given));
        }
    }

    /**
     * Is computed from other features when it is read.
     *
     * @param function null while its parameters are not fitted
     */
    record Derived(Feature feature, Transformer function, List<Input> inputs) implements Column {

        /** The value of inputs as {@link Scalars} gives them, of the feature's type; null where it is undefined. */
        public Object value(Object[] values) {
            Object value = function.apply(values);
            if (value instanceof Number number) {
                return type() == ValueType.INT64 ? (Object) number.longValue() : (Object) number.doubleValue();
            }
            return value;
        }
    }

    /**
     * An input of a derived feature.
     *
     * @param view another view, or null for the feature's own
     * @param index place among the columns of that view
     */
    record Input(RegisteredView view, int index) {}
}
