package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Format;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a request for a training set means against the definitions. */
final class TrainingSetPlan {

    private TrainingSetPlan() {}

    static Format format(TrainingSetRequest request) {
        return request.format() == null ? Format.CSV : request.format();
    }

    static List<String> carried(TrainingSetRequest request) {
        return request.spine().columns() == null ? List.of() : request.spine().columns();
    }

    /** Names of the features as they are asked for. */
    static List<String> features(Catalog catalog, TrainingSetRequest request) {
        return request.features() == null && request.service() != null
                ? catalog.requireList("service", request.service()).features()
                : request.features();
    }

    static List<String> names(List<Reference> references) {
        return references.stream().map(Reference::text).toList();
    }

    /**
     * The columns: the references with the versions that they had when the set was ordered. Their text stays as it was asked
     * for, unless the request wants it pinned; then what means the same is there once.
     */
    static List<Reference> references(Catalog catalog, TrainingSetRequest request, Map<String, Integer> versions) {
        var references = new ArrayList<Reference>();
        List<String> features = features(catalog, request);
        for (int i = 0; i < features.size(); i++) {
            String text = features.get(i);
            String view = text.substring(0, text.lastIndexOf(':'));
            String pinned = view.indexOf('@') >= 0 || versions == null || !versions.containsKey(view)
                    ? text
                    : view + "@" + versions.get(view) + text.substring(text.lastIndexOf(':'));
            Reference resolved = catalog.resolve("features[%d]".formatted(i), pinned);
            references.add(new Reference(text, resolved.view(), resolved.index()));
        }
        return Boolean.TRUE.equals(request.pinned()) ? named(references) : references;
    }

    private static List<Reference> named(List<Reference> references) {
        return references.stream()
                .map(each -> new Reference(each.pinned(), each.view(), each.index()))
                .distinct()
                .toList();
    }

    /** Version of each view that is asked for, by name; where several are, the one that is asked for without a version. */
    static Map<String, Integer> versions(List<Reference> references) {
        var versions = new LinkedHashMap<String, Integer>();
        references.forEach(
                each -> versions.putIfAbsent(each.view().name(), each.view().version()));
        references.stream()
                .filter(each -> each.text().indexOf('@') < 0)
                .forEach(each -> versions.put(each.view().name(), each.view().version()));
        return versions;
    }

    /** The views that are asked for and those that they are computed from. */
    static Set<RegisteredView> views(List<Reference> references) {
        var views = new LinkedHashSet<RegisteredView>();
        references.forEach(each -> addViews(each.view(), each.column(), views));
        return views;
    }

    private static void addViews(RegisteredView view, Column column, Set<RegisteredView> views) {
        views.add(view);
        if (column instanceof Column.Derived derived) {
            for (Column.Input input : derived.inputs()) {
                RegisteredView of = input.view() == null ? view : input.view();
                addViews(of, of.columns().get(input.index()), views);
            }
        }
    }

    /** What rows must bring: join keys, and values that come with a request when features are read online. */
    static List<String> joinKeys(List<Reference> references) {
        var keys = new LinkedHashSet<String>();
        views(references).forEach(view -> keys.addAll(view.joinKeyNames()));
        references.forEach(each -> addRequested(each.view(), each.column(), keys));
        return List.copyOf(keys);
    }

    private static void addRequested(RegisteredView view, Column column, Set<String> names) {
        if (column instanceof Column.Requested) {
            names.add(column.feature().name());
        } else if (column instanceof Column.Derived derived) {
            for (Column.Input input : derived.inputs()) {
                RegisteredView of = input.view() == null ? view : input.view();
                addRequested(of, of.columns().get(input.index()), names);
            }
        }
    }

    /** A column of the content, with the type that it has in a typed format; a time has none. */
    record FileColumn(String name, ValueType type) {}

    /**
     * All columns.
     *
     * @param numbers whether the label, and each column that is carried along, holds nothing but numbers
     */
    static List<FileColumn> fileColumns(TrainingSetRequest request, List<Reference> references, boolean[] numbers) {
        var columns = new ArrayList<FileColumn>();
        columns.add(new FileColumn("id", ValueType.STRING));
        columns.add(new FileColumn("at", null));
        var texts = new ArrayList<String>();
        texts.add("label");
        texts.addAll(carried(request));
        for (int i = 0; i < numbers.length; i++) {
            columns.add(new FileColumn(texts.get(i), numbers[i] ? ValueType.DOUBLE : ValueType.STRING));
        }
        references.forEach(
                each -> columns.add(new FileColumn(each.text(), each.column().type())));
        return columns;
    }
}
