package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import java.util.Set;

/**
 * What the rows of a table hold, one behind the other.
 *
 * @param joinKeys names of the join keys
 * @param features names of the features
 */
public record RowLayout(List<String> joinKeys, List<String> features) {

    /** Whether rows bring everything that a version of a view has. */
    boolean isWhole(RegisteredView view) {
        return joinKeys.containsAll(view.joinKeyNames())
                && view.storedColumns().stream()
                        .filter(Column.Written.class::isInstance)
                        .allMatch(column -> features.contains(column.feature().name()));
    }

    /** @throws ApiProblem 400 when rows lack a join key of the version that is meant, or hold what no version knows */
    void check(List<RegisteredView> versions) {
        RegisteredView meant = versions.get(0);
        if (!joinKeys.containsAll(meant.joinKeyNames())) {
            throw ApiProblem.badField(
                    "columns",
                    "expected the join keys %s of the view %s, got %s"
                            .formatted(meant.joinKeyNames(), meant.versionedName(), joinKeys));
        }
        Set<String> known = WritableVersions.features(versions).keySet();
        for (String feature : features) {
            if (!known.contains(feature)) {
                throw ApiProblem.badField(
                        "columns",
                        "the view %s has no feature %s to write; it has %s"
                                .formatted(meant.versionedName(), feature, known));
            }
        }
    }

    /** Where the join keys of a view lie among those of the rows. */
    int[] keysOf(RegisteredView view) {
        return view.joinKeyNames().stream().mapToInt(joinKeys::indexOf).toArray();
    }

    /** Where each stored feature of a view, by position, lies among those of the rows; -1 where they do not hold it. */
    int[] valuesOf(RegisteredView view) {
        int[] indexes = new int[view.storedColumns().size()];
        for (Column.Stored column : view.storedColumns()) {
            indexes[column.position()] = column instanceof Column.Written
                    ? features.indexOf(column.feature().name())
                    : -1;
        }
        return indexes;
    }
}
