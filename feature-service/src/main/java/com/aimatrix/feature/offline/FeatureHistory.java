package com.aimatrix.feature.offline;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.feature.row.StoredRow;
import com.aimatrix.feature.window.WindowSweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The values that features of a view had whenever something happened to its entities. */
@Component
public class FeatureHistory {

    private static final int ROWS_PER_PART = 50_000;

    private final HistoryStore store;
    private final PointInTimeJoin join;
    private final Catalogs catalogs;
    private final TransactionTemplate reading;
    private final JsonMapper json;

    FeatureHistory(
            HistoryStore store,
            PointInTimeJoin join,
            Catalogs catalogs,
            PlatformTransactionManager transactions,
            JsonMapper json) {
        this.store = store;
        this.join = join;
        this.catalogs = catalogs;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.json = json;
    }

    /**
     * Hands over the values of features at each row of the view or, where it keeps none, at each event of its source, in the
     * order of time.
     *
     * @param features names in the view, or references to features of other views
     * @param from rows at or after this time, null is no limit; likewise to (before)
     * @param cut only what had arrived by then
     */
    public void forEach(
            RegisteredView view,
            List<String> features,
            Instant from,
            Instant to,
            Instant cut,
            Consumer<Object[]> consumer) {
        Catalog catalog = catalogs.current();
        List<Reference> references = features.stream()
                .map(name -> name.indexOf(':') > 0
                        ? catalog.resolve("dependencies", name)
                        : new Reference(name, view, view.indexOf(name)))
                .toList();
        var part = new Part(view, references, cut, consumer);
        Instant first = from == null ? Times.FIRST : from;
        Instant end = to == null ? Times.LAST : to;
        reading.executeWithoutResult(status -> {
            if (view.hasRows()) {
                store.rows(view.id(), first, end, cut, (entity, atMs) -> part.add(entity, atMs));
            } else {
                store.events(
                        view.sourceId(),
                        first,
                        end,
                        cut,
                        (payload, atMs) -> part.add(EntityKey.of(view.keys(), json.readTree(payload)), atMs));
            }
            part.flush();
        });
    }

    /** Rows that are joined together. */
    private final class Part {
        private final RegisteredView view;
        private final List<Reference> references;
        private final WindowSweep.Known known;
        private final Consumer<Object[]> consumer;
        private final List<SpineRow> rows = new ArrayList<>();

        Part(RegisteredView view, List<Reference> references, Instant cut, Consumer<Object[]> consumer) {
            this.view = view;
            this.references = references;
            this.known = new WindowSweep.Known(cut.toEpochMilli(), false);
            this.consumer = consumer;
        }

        void add(String entity, long atMs) {
            if (entity != null) {
                String[] keys = EntityKey.values(entity).toArray(String[]::new);
                rows.add(new SpineRow(String.valueOf(rows.size()), atMs, null, keys, new String[0]));
                if (rows.size() == ROWS_PER_PART) {
                    flush();
                }
            }
        }

        void flush() {
            if (rows.isEmpty()) {
                return;
            }
            List<JoinedColumn> columns = join.join(rows, view.joinKeyNames(), references, known);
            for (int row = 0; row < rows.size(); row++) {
                Object[] values = new Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = StoredRow.scalar(columns.get(i).value(row), json);
                }
                consumer.accept(values);
            }
            rows.clear();
        }
    }
}
