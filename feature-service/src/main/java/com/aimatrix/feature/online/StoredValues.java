package com.aimatrix.feature.online;

import com.aimatrix.feature.definition.Catalog.RegisteredView;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.StoredView;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Writes values of stored views: all rows of a request or none. */
@Service
class StoredValues {

    private final Catalogs catalogs;
    private final ValueStore store;

    StoredValues(Catalogs catalogs, ValueStore store) {
        this.catalogs = catalogs;
        this.store = store;
    }

    /**
     * @param eventTime since when the values hold
     * @param values by feature name; a feature that is left out is null
     */
    record Row(Map<String, String> entity, Instant eventTime, Map<String, JsonNode> values) {}

    @Transactional
    public int write(String viewName, List<Row> rows) {
        RegisteredView view = catalogs.current().views().get(viewName);
        if (view == null) {
            throw ApiProblem.notFound("view-not-found", "there is no feature view named " + viewName);
        }
        if (!(view.definition() instanceof StoredView stored)) {
            throw ApiProblem.conflict(
                    "view-not-stored", "the view %s is computed; it takes no values".formatted(viewName));
        }
        var problems = new ArrayList<FieldProblem>();
        var checked = new ArrayList<ValueStore.StoredRow>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            checked.add(check("rows[%d].".formatted(i), rows.get(i), view, stored, problems));
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        // One order for all writers, so that two of them never wait for each other; a repeated row keeps its last
        // values.
        checked.sort(Comparator.comparing(ValueStore.StoredRow::entity)
                .thenComparingLong(ValueStore.StoredRow::eventTimeMs));
        store.write(view.id(), checked);
        return rows.size();
    }

    private static ValueStore.StoredRow check(
            String at, Row row, RegisteredView view, StoredView stored, List<FieldProblem> problems) {
        if (row.eventTime() == null) {
            problems.add(
                    new FieldProblem(at + "eventTime", "expected the time since which the values hold (RFC 3339)"));
        }
        Times.check(at + "eventTime", row.eventTime());
        Map<String, String> entity = row.entity() == null ? Map.of() : row.entity();
        Map<String, JsonNode> given = row.values() == null ? Map.of() : row.values();
        String key = EntityKey.of(view.joinKeys().stream().map(entity::get).toList());
        if (key == null) {
            problems.add(new FieldProblem(at + "entity", "expected the join keys " + view.joinKeys()));
        } else if (EntityKey.problem(key) != null) {
            problems.add(new FieldProblem(at + "entity", EntityKey.problem(key)));
        }
        for (String name : given.keySet()) {
            if (!stored.featureNames().contains(name)) {
                problems.add(new FieldProblem(at + "values." + name, "the view has no such feature"));
            }
        }
        var values = new ArrayList<Object>();
        for (StoredView.Feature feature : stored.features()) {
            JsonNode value = given.get(feature.name());
            if (value == null || value.isNull()) {
                values.add(null);
                continue;
            }
            String problem = feature.type().problem(value);
            if (problem != null) {
                problems.add(new FieldProblem(at + "values." + feature.name(), problem));
            }
            values.add(value);
        }
        long time = row.eventTime() == null ? 0 : row.eventTime().toEpochMilli();
        return new ValueStore.StoredRow(key, time, values);
    }
}
