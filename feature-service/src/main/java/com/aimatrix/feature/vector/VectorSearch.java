package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.online.Cell;
import com.aimatrix.feature.online.FeatureReads;
import com.aimatrix.feature.vector.Conditions.Condition;
import com.aimatrix.feature.vector.NearestStore.Found;
import com.aimatrix.feature.vector.NearestStore.Nearest;
import com.aimatrix.feature.vector.Neighbours.Neighbour;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the nearest vectors of a feature, and reads further features of their entities. */
@Service
public class VectorSearch {

    private static final int MOST_FEATURES = 500;

    private final Catalogs catalogs;
    private final VectorStore vectors;
    private final NearestStore nearest;
    private final FeatureReads reads;
    private final TransactionTemplate snapshot;
    private final Clock clock;

    VectorSearch(
            Catalogs catalogs,
            VectorStore vectors,
            NearestStore nearest,
            FeatureReads reads,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.catalogs = catalogs;
        this.vectors = vectors;
        this.nearest = nearest;
        this.reads = reads;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Searches. What is older than the view's ttl is not found; vectors of the length 0 have no cosine and are not found by it.
     *
     * @throws ApiProblem 400 that names the field that is wrong, 404 when the entity has no vector, 409 while the view is prepared
     */
    public Neighbours search(VectorQuery query) {
        Catalog catalog = catalogs.current();
        Reference feature = feature(catalog, query.feature());
        RegisteredView view = feature.view();
        checkNumbers(query);
        List<Condition> conditions = new ArrayList<>(Conditions.of(view, query.filters()));
        references(catalog, query, view);
        if (!view.isReadable()) {
            throw ApiProblem.conflict("view-not-active", "%s is %s".formatted(view.versionedName(), view.status()));
        }
        VectorTable table = table(feature);
        float[] given = new QueryVector(query, feature.column(), table.metric()).given();
        Long ttlMs = view.ttlMs();
        if (ttlMs != null) {
            conditions.add(new Condition(
                    "event_time >= timestamptz 'epoch' + ? * interval '1 ms'", List.of(clock.millis() - ttlMs)));
        }
        // Vectors and features are those of one moment.
        return snapshot.execute(status -> {
            List<Found> found = query.entity() == null
                    ? find(new Nearest(table, given, conditions, query.kOrUsual()), query)
                    : nearestTo(EntityKey.of(view, query.entity(), "entity"), table, conditions, query);
            return answer(feature, table, found, query);
        });
    }

    private static Reference feature(Catalog catalog, String text) {
        Reference feature = catalog.resolve("feature", text);
        if (feature.column().type() != ValueType.VECTOR) {
            throw ApiProblem.badField(
                    "feature",
                    "expected a feature of the type VECTOR, %s is %s"
                            .formatted(text, feature.column().type()));
        }
        return feature;
    }

    private static void checkNumbers(VectorQuery query) {
        int k = query.kOrUsual();
        if (k < 1 || k > VectorQuery.MOST) {
            throw ApiProblem.badField("k", "expected 1 to %d, got %d".formatted(VectorQuery.MOST, k));
        }
        if (query.keywords() != null && (query.keywords().isBlank() || !EntityKey.isStorable(query.keywords()))) {
            throw ApiProblem.badField("keywords", "expected words, none with NUL characters or broken surrogates");
        }
        int efSearch = query.efSearchOrUsual();
        if (efSearch < 1 || efSearch > VectorQuery.MOST) {
            throw ApiProblem.badField("efSearch", "expected 1 to %d, got %d".formatted(VectorQuery.MOST, efSearch));
        }
    }

    private static List<Reference> references(Catalog catalog, VectorQuery query, RegisteredView view) {
        if (query.references().size() > MOST_FEATURES) {
            throw ApiProblem.badField("features", "expected at most %d references".formatted(MOST_FEATURES));
        }
        List<Reference> references = catalog.resolve("features", query.references());
        for (int i = 0; i < references.size(); i++) {
            RegisteredView other = references.get(i).view();
            if (!view.joinKeyNames().containsAll(other.joinKeyNames())) {
                throw ApiProblem.badField(
                        "features[%d]".formatted(i),
                        "the view %s needs the join keys %s; the neighbours have %s"
                                .formatted(other.name(), other.joinKeyNames(), view.joinKeyNames()));
            }
        }
        return references;
    }

    private VectorTable table(Reference feature) {
        String name = feature.column().feature().name();
        return vectors.of(feature.view().id()).stream()
                .filter(each -> each.feature().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s has no table of vectors".formatted(feature.pinned())));
    }

    private List<Found> nearestTo(String entity, VectorTable table, List<Condition> conditions, VectorQuery query) {
        List<Condition> ttl = conditions.subList(query.filters().size(), conditions.size());
        float[] vector =
                (entity == null ? null : nearest.vector(table, entity, ttl).orElse(null));
        if (vector == null) {
            throw ApiProblem.notFound(
                    "vector-not-found", "entity: %s has no vector in %s".formatted(query.entity(), query.feature()));
        }
        var others = new ArrayList<>(conditions);
        others.add(new Condition("entity <> ?", List.of(entity)));
        return find(new Nearest(table, vector, others, query.kOrUsual()), query);
    }

    /** Where the index finds fewer than there may be, all vectors are looked at. */
    private List<Found> find(Nearest wanted, VectorQuery query) {
        if (query.keywords() != null) {
            return nearest.withWords(wanted, query.keywords());
        }
        if (!query.isExact()) {
            List<Found> found = nearest.indexed(wanted, query.efSearchOrUsual());
            if (found.size() == wanted.k()) {
                return found;
            }
        }
        return nearest.exact(wanted);
    }

    private Neighbours answer(Reference feature, VectorTable table, List<Found> found, VectorQuery query) {
        RegisteredView view = feature.view();
        var neighbours = new ArrayList<Neighbour>(found.size());
        var rows = new ArrayList<FeatureReads.EntityRow>(found.size());
        for (Found each : found) {
            Map<String, String> entity = keys(view, each.entity());
            neighbours.add(new Neighbour(entity, each.distance(), each.timeMs()));
            rows.add(new NeighbourRow(entity));
        }
        FeatureReads.Table features = query.references().isEmpty()
                ? new FeatureReads.Table(List.of(), new Cell[found.size()][0])
                : reads.read(catalog -> new FeatureReads.Query(references(catalog, query, view), rows));
        return new Neighbours(feature, table.metric(), neighbours, features);
    }

    private static Map<String, String> keys(RegisteredView view, String entity) {
        List<String> values = EntityKey.values(entity);
        var keys = new LinkedHashMap<String, String>();
        for (int i = 0; i < values.size(); i++) {
            keys.put(view.joinKeyNames().get(i), values.get(i));
        }
        return keys;
    }

    /** A neighbour whose features are read as they are now. */
    private record NeighbourRow(Map<String, String> entity) implements FeatureReads.EntityRow {

        @Override
        public Long atMs() {
            return null;
        }

        @Override
        public String entityOf(RegisteredView view) {
            return EntityKey.of(view, entity, "features");
        }

        /** A search brings no values of its own: there are defaults only. */
        @Override
        public Object requested(Column.Requested column) {
            String problem = column.problem(null);
            if (problem != null) {
                throw ApiProblem.badField(
                        "features", "%s %s".formatted(column.feature().name(), problem));
            }
            return column.value(null);
        }
    }
}
