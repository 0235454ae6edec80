package com.aimatrix.feature.lineage;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.feature.definition.Feature;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.transform.EventPath;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacet;
import io.openlineage.client.OpenLineage.InputField;
import io.openlineage.client.OpenLineage.SchemaDatasetFacet;
import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of views and training sets, and what each is computed from, in OpenLineage's words. */
final class OpenLineageFacets {

    /** The values are taken as they are; computed one by one; or several make one. */
    private enum Subtype {
        IDENTITY,
        TRANSFORMATION,
        AGGREGATION
    }

    private final OpenLineage lineage;
    private final String namespace;

    OpenLineageFacets(OpenLineage lineage, String namespace) {
        this.lineage = lineage;
        this.namespace = namespace;
    }

    SchemaDatasetFacet schema(RegisteredView view) {
        var fields = new ArrayList<SchemaDatasetFacetFields>();
        view.joinKeys().forEach(key -> fields.add(field(key.name(), key.type().name(), null)));
        view.definition()
                .features()
                .forEach(each -> fields.add(field(each.name(), each.type().name(), each.description())));
        return lineage.newSchemaDatasetFacet(fields);
    }

    SchemaDatasetFacet schema(TrainingSet set) {
        var fields = new ArrayList<SchemaDatasetFacetFields>();
        fields.add(field("id", ValueType.STRING.name(), null));
        fields.add(field("at", "TIMESTAMP", null));
        fields.add(field("label", null, null));
        if (set.request().spine().columns() != null) {
            set.request().spine().columns().forEach(each -> fields.add(field(each, null, null)));
        }
        set.columns().forEach(each -> fields.add(field(each.name(), each.type(), null)));
        return lineage.newSchemaDatasetFacet(fields);
    }

    private SchemaDatasetFacetFields field(String name, String type, String description) {
        return lineage.newSchemaDatasetFacetFields(name, type, description, null);
    }

    ColumnLineageDatasetFacet columnLineage(RegisteredView view) {
        var inputs = new LinkedHashMap<String, List<InputField>>();
        view.definition().features().forEach(each -> inputs.put(each.name(), inputs(view, each)));
        return columnLineage(inputs);
    }

    ColumnLineageDatasetFacet columnLineage(TrainingSet set) {
        var inputs = new LinkedHashMap<String, List<InputField>>();
        set.columns()
                .forEach(each -> inputs.put(
                        each.name(), List.of(input(new Node(Node.Kind.FEATURE, each.feature()), Subtype.IDENTITY))));
        return columnLineage(inputs);
    }

    /** Columns that are computed from nothing, such as written values, have no entry. */
    private ColumnLineageDatasetFacet columnLineage(Map<String, List<InputField>> inputs) {
        var fields = lineage.newColumnLineageDatasetFacetFieldsBuilder();
        inputs.forEach((column, of) -> {
            if (!of.isEmpty()) {
                fields.put(column, lineage.newColumnLineageDatasetFacetFieldsAdditional(of, null, null));
            }
        });
        return lineage.newColumnLineageDatasetFacet(fields.build(), null);
    }

    private List<InputField> inputs(RegisteredView view, Feature feature) {
        if (feature.transformation() instanceof EventPath path) {
            return List.of(ofSource(view, path.path(), Subtype.IDENTITY));
        }
        if (feature.isWindow()) {
            return Optional.ofNullable(feature.window().path()).stream()
                    .map(path -> ofSource(view, path, Subtype.AGGREGATION))
                    .toList();
        }
        return feature.inputs().stream()
                .map(each -> input(Node.input(view, each), Subtype.TRANSFORMATION))
                .toList();
    }

    private InputField ofSource(RegisteredView view, String path, Subtype subtype) {
        return input(Node.source(view.definition().source()), path, subtype);
    }

    private InputField input(Node feature, Subtype subtype) {
        String view = feature.viewName().orElseThrow();
        return input(new Node(Node.Kind.VIEW, view), feature.name().substring(view.length() + 1), subtype);
    }

    private InputField input(Node dataset, String field, Subtype subtype) {
        var how = lineage.newInputFieldTransformations("DIRECT", subtype.name(), null, false);
        return lineage.newInputField(namespace, dataset.toString(), field, List.of(how));
    }
}
