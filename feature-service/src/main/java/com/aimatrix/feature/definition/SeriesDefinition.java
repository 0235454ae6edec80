package com.aimatrix.feature.definition;

import com.aimatrix.feature.validation.Rule;
import com.aimatrix.transform.Aggregate;
import com.aimatrix.transform.Clip;
import com.aimatrix.transform.WindowAggregate;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What one stream of values per entity is; windowed features that agree in it share its tiles and differ in window and
 * aggregate only.
 *
 * @param keys payload paths of the join keys
 * @param path payload path of the value; null when events are only counted
 * @param defaultValue taken where the payload has no value, or null
 * @param filter SQL expression over the payload; an event counts where it is true; null takes all
 * @param groupBy payload path of the group key, or null
 * @param distinct whether values are kept as hashes, to be counted once each
 * @param rules of each event's value, before it counts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeriesDefinition(
        List<String> keys,
        String path,
        JsonNode defaultValue,
        Clip clip,
        String filter,
        String groupBy,
        boolean distinct,
        List<Rule> rules) {

    /** The series of a windowed feature. */
    static SeriesDefinition of(Feature feature, List<String> keyPaths) {
        WindowAggregate window = feature.window();
        return new SeriesDefinition(
                keyPaths,
                window.path(),
                window.defaultValue(),
                window.clip(),
                window.filter(),
                window.groupBy(),
                window.aggregate() == Aggregate.UNIQUE,
                feature.rules());
    }

    /** Whether a bare count can be read off another series: the events are the same. */
    boolean counts(SeriesDefinition other) {
        return keys.equals(other.keys)
                && java.util.Objects.equals(filter, other.filter)
                && java.util.Objects.equals(groupBy, other.groupBy)
                && rules.isEmpty()
                && other.rules.isEmpty();
    }
}
