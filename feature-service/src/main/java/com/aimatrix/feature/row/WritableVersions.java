package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.RegisteredView.Status;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Versions of a view that take written values. */
final class WritableVersions {

    private WritableVersions() {}

    /**
     * The version that is meant first, then the others, newest first.
     *
     * @param viewName with {@code @version} that version alone
     * @throws ApiProblem 404 without such a view, 409 when its values are computed
     */
    static List<RegisteredView> of(Catalog catalog, String viewName) {
        RegisteredView meant = catalog.requireView(viewName);
        if (meant.sourceId() != null || meant.storedColumns().isEmpty()) {
            throw ApiProblem.conflict(
                    "view-not-stored", "the view %s is computed; it takes no values".formatted(viewName));
        }
        var versions = new ArrayList<RegisteredView>();
        versions.add(meant);
        if (viewName.indexOf('@') < 0) {
            catalog.versions(viewName).stream()
                    .filter(each -> each.id() != meant.id() && each.status() != Status.RETIRED)
                    .filter(each ->
                            each.sourceId() == null && !each.storedColumns().isEmpty())
                    .sorted(Comparator.comparing(RegisteredView::version).reversed())
                    .forEach(versions::add);
        }
        return versions;
    }

    /** The features that any of the versions takes, with the type in the first that does. */
    static Map<String, ValueType> features(List<RegisteredView> versions) {
        Map<String, ValueType> features = new LinkedHashMap<>();
        versions.forEach(view -> view.storedColumns().stream()
                .filter(Column.Written.class::isInstance)
                .forEach(column -> features.putIfAbsent(column.feature().name(), column.type())));
        return features;
    }
}
