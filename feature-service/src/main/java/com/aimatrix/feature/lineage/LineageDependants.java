package com.aimatrix.feature.lineage;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.Dependants;
import com.aimatrix.feature.definition.FeatureList;
import com.aimatrix.feature.definition.RegisteredView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** What depends on a version of a view: views and feature services by the definitions, the rest by the lineage. */
@Component
class LineageDependants implements Dependants {

    private final LineageStore store;
    private final DeployedModelStore deployedModels;

    LineageDependants(LineageStore store, DeployedModelStore deployedModels) {
        this.store = store;
        this.deployedModels = deployedModels;
    }

    @Override
    public List<String> readers(Catalog catalog, RegisteredView view) {
        var readers = new ArrayList<String>();
        for (RegisteredView other : catalog.everyVersion()) {
            if (other.status() != RegisteredView.Status.RETIRED && other.id() != view.id() && reads(other, view)) {
                readers.add("view " + other.versionedName());
            }
        }
        for (FeatureList list : catalog.lists().values()) {
            if (list.features().stream().anyMatch(feature -> means(catalog, feature, view))) {
                readers.add("feature service " + list.name());
            }
        }
        for (DeployedModelStore.DeployedModel each : deployedModels.all()) {
            if (each.features().stream().anyMatch(feature -> means(catalog, feature, view))) {
                readers.add("deployed model " + each.model());
            }
        }
        return readers;
    }

    /** A deployed model may rest on what it does not read: its training set had columns for a comparison. */
    @Override
    public List<String> all(Catalog catalog, RegisteredView view) {
        var all = new LinkedHashSet<>(readers(catalog, view));
        List<Node> features = view.definition().featureNames().stream()
                .map(feature -> Node.feature(view, feature))
                .toList();
        store.deployedModels(features).forEach(model -> all.add("deployed model " + model));
        store.trainingSetsOf(view.id()).forEach(id -> all.add("training set " + id));
        return List.copyOf(all);
    }

    private static boolean reads(RegisteredView other, RegisteredView view) {
        return other.columns().stream()
                .filter(Column.Derived.class::isInstance)
                .flatMap(column -> ((Column.Derived) column).inputs().stream())
                .anyMatch(input -> input.view() != null && input.view().id() == view.id());
    }

    /** Whether a reference, with or without a version, is to a feature of this version. */
    private static boolean means(Catalog catalog, String feature, RegisteredView view) {
        int colon = feature.lastIndexOf(':');
        return colon > 0
                && catalog.view(feature.substring(0, colon))
                        .filter(each -> each.id() == view.id())
                        .isPresent();
    }
}
