package com.aimatrix.training.execution;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSet.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training set that lies in a folder.
 *
 * @param file name in the folder: gzip-compressed CSV
 * @param sha256 hex hash of the uncompressed CSV
 * @param columns features, named {@code view@version:feature}
 * @param versions of each view, the one that a reference without a version meant; null when the columns have their names as asked
 * @param seconds from the order until it lay there
 */
record Dataset(
        String trainingSetId,
        String file,
        long rows,
        String sha256,
        List<Column> columns,
        Map<String, Integer> versions,
        double seconds) {

    static Dataset of(TrainingSet set, String file, double seconds) {
        return new Dataset(set.id(), file, set.rows(), set.sha256(), set.columns(), set.versions(), seconds);
    }

    /**
     * The column of a feature, however it was asked for.
     *
     * @throws JobFailed when there is none
     */
    Column column(String feature) {
        return named(feature)
                .or(() -> named(pinned(feature)))
                .orElseThrow(() -> new JobFailed("the training set %s has no column %s: it has %s"
                        .formatted(
                                trainingSetId,
                                feature,
                                columns.stream().map(Column::name).toList())));
    }

    /** The name that the model has for an input: its column's, or its own when the model computes it from others. */
    String input(String name) {
        return name.indexOf(':') < 0 ? name : column(name).name();
    }

    private Optional<Column> named(String name) {
        return columns.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** {@code view:feature} with the version that it meant when the training set was ordered. */
    private String pinned(String feature) {
        int colon = feature.lastIndexOf(':');
        String view = feature.substring(0, Math.max(colon, 0));
        Integer version = versions == null ? null : versions.get(view);
        return version == null ? feature : "%s@%d%s".formatted(view, version, feature.substring(colon));
    }
}
