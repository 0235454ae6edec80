package com.aimatrix.transform;

import com.aimatrix.transform.expression.InvalidExpression;
import com.aimatrix.transform.expression.SqlExpression;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An aggregate over the events of a source in a window (t - w, t] that ends at the time asked for.
 *
 * @param path payload path of the value; not needed for a count; also read as {@code value}
 * @param defaultValue taken where the payload has no value or null, or null; in JSON {@code default}
 * @param clip limits that the number is brought into first, or null
 * @param window its length, such as {@code 1h}, {@code 30d} or ISO 8601
 * @param filter SQL expression over the payload; an event counts where it is true; null takes all
 * @param groupBy payload path of a key, one aggregate per value of which is kept, or null
 */
public record WindowAggregate(
        Aggregate aggregate,
        @JsonAlias("value") String path,

        @JsonProperty("default") @JsonAlias({"defaultValue", "default_value"})
        JsonNode defaultValue,

        Clip clip,
        String window,
        String filter,
        @JsonProperty("groupBy") @JsonAlias("group_by") String groupBy)
        implements Transformation {

    public WindowAggregate {
        defaultValue = defaultValue == null || defaultValue.isNull() ? null : defaultValue;
    }

    /** Length of the window in milliseconds. */
    public long windowMs() {
        return Durations.parse(window).toMillis();
    }

    /** Every mistake that shows without the event source; whether a path is one is for its reader to say. */
    public List<Problem> problems() {
        var problems = new Problems();
        problems.check(aggregate != null, "aggregate", "one of " + List.of(Aggregate.values()), aggregate);
        problems.check(
                path == null ? aggregate == Aggregate.COUNT : !path.isBlank(),
                "path",
                "the payload path of a value",
                path);
        problems.check(groupBy == null || !groupBy.isBlank(), "groupBy", "the payload path of a key", groupBy);
        checkClip(problems);
        checkWindow(problems);
        checkFilter(problems);
        return problems.list();
    }

    private void checkClip(Problems problems) {
        if (clip == null) {
            return;
        }
        problems.check(isLimit(clip.min()), "clip.min", "a finite number", clip.min());
        problems.check(isLimit(clip.max()), "clip.max", "a finite number", clip.max());
        if (clip.min() != null && clip.max() != null) {
            problems.check(
                    !(clip.min() > clip.max()), "clip", "min to be at most max", clip.min() + " and " + clip.max());
        }
        problems.check(aggregate != Aggregate.UNIQUE, "clip", "none with UNIQUE, whose values are not numbers", clip);
    }

    private static boolean isLimit(Double limit) {
        return limit == null || Double.isFinite(limit);
    }

    private void checkWindow(Problems problems) {
        try {
            problems.check(windowMs() > 0, "window", "more than 0", window);
        } catch (IllegalArgumentException e) {
            problems.add("window", e.getMessage());
        }
    }

    private void checkFilter(Problems problems) {
        try {
            if (filter != null) {
                SqlExpression.parse(filter);
            }
        } catch (InvalidExpression e) {
            problems.add("filter", e.getMessage());
        }
    }
}
