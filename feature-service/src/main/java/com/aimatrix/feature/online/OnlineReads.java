package com.aimatrix.feature.online;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.feature.definition.CalendarView;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalog.RegisteredView;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.definition.StoredView;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.feature.definition.WindowedView;
import com.aimatrix.feature.window.WindowReads;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads features of all three kinds: windows in one query, stored values in another, calendar features in none. */
@Service
class OnlineReads {

    private static final int MOST_ROWS = 1_000;
    private static final int MOST_FEATURES = 500;

    private final Catalogs catalogs;
    private final WindowReads windows;
    private final ValueStore values;
    private final Clock clock;

    OnlineReads(Catalogs catalogs, WindowReads windows, ValueStore values, Clock clock) {
        this.catalogs = catalogs;
        this.windows = windows;
        this.values = values;
        this.clock = clock;
    }

    /** Where the answer to a question belongs. */
    private record Cell(int row, int column) {}

    /** An answer under construction. */
    private static final class Table {
        final Object[][] values;
        final Status[][] statuses;

        Table(int rows, int columns) {
            values = new Object[rows][columns];
            statuses = new Status[rows][columns];
        }

        void set(Cell cell, Object value) {
            values[cell.row()][cell.column()] = value;
            statuses[cell.row()][cell.column()] = value == null ? Status.NULL_VALUE : Status.PRESENT;
        }
    }

    @Transactional(readOnly = true)
    public OnlineResponse read(OnlineRequest request) {
        List<Reference> columns = resolve(catalogs.current(), request);
        long nowMs = clock.millis();
        var table = new Table(request.rows().size(), columns.size());
        var questions = new ArrayList<WindowReads.Question>();
        var questionCells = new ArrayList<Cell>();
        var lookups = new HashMap<ValueStore.Question, List<Cell>>();
        for (int row = 0; row < request.rows().size(); row++) {
            OnlineRequest.Row asked = request.rows().get(row);
            Times.check("rows[%d].asOf".formatted(row), asked.asOf());
            long atMs = asked.asOf() == null ? nowMs : asked.asOf().toEpochMilli();
            var keys = new HashMap<Integer, String>();
            for (int column = 0; column < columns.size(); column++) {
                Reference reference = columns.get(column);
                RegisteredView view = reference.view();
                var cell = new Cell(row, column);
                if (view.definition() instanceof CalendarView calendar) {
                    table.set(cell, calendar.valueAt(calendar.features().get(reference.position()), atMs));
                    continue;
                }
                int number = row;
                String entity = keys.computeIfAbsent(view.id(), id -> entityOf(number, asked, view));
                table.statuses[row][column] = Status.NOT_FOUND;
                if (entity == null) {
                    continue;
                }
                if (view.definition() instanceof WindowedView windowed) {
                    questions.add(question(windowed, reference, entity, atMs));
                    questionCells.add(cell);
                } else {
                    lookups.computeIfAbsent(
                                    new ValueStore.Question(view.id(), entity, atMs), ignored -> new ArrayList<>())
                            .add(cell);
                }
            }
        }
        List<Double> answers = windows.answer(questions);
        for (int i = 0; i < answers.size(); i++) {
            table.set(questionCells.get(i), answers.get(i));
        }
        lookUp(lookups, columns, table);
        return response(request, table);
    }

    private static List<Reference> resolve(Catalog catalog, OnlineRequest request) {
        List<String> features = request.features();
        if (features == null || features.isEmpty() || features.size() > MOST_FEATURES) {
            throw ApiProblem.badField("features", "expected 1 to %d references view:feature".formatted(MOST_FEATURES));
        }
        if (request.rows() == null
                || request.rows().size() > MOST_ROWS
                || request.rows().contains(null)) {
            throw ApiProblem.badField("rows", "expected a list of at most %d rows, none null".formatted(MOST_ROWS));
        }
        var columns = new ArrayList<Reference>(features.size());
        for (int i = 0; i < features.size(); i++) {
            columns.add(catalog.resolve("features[%d]".formatted(i), features.get(i)));
        }
        return columns;
    }

    /** Null when a key's value is null: nothing is known of such an entity. A key that is not there is a mistake. */
    private static String entityOf(int row, OnlineRequest.Row asked, RegisteredView view) {
        Map<String, String> entity = asked.entity() == null ? Map.of() : asked.entity();
        for (String key : view.joinKeys()) {
            if (!entity.containsKey(key)) {
                throw ApiProblem.badField(
                        "rows[%d].entity.%s".formatted(row, key),
                        "is missing; the view %s needs %s"
                                .formatted(view.definition().name(), view.joinKeys()));
            }
        }
        String entityKey =
                EntityKey.of(view.joinKeys().stream().map(entity::get).toList());
        String problem = entityKey == null ? null : EntityKey.problem(entityKey);
        if (problem != null) {
            throw ApiProblem.badField("rows[%d].entity".formatted(row), problem);
        }
        return entityKey;
    }

    private static WindowReads.Question question(WindowedView view, Reference reference, String entity, long atMs) {
        WindowedView.Feature feature = view.features().get(reference.position());
        Series series = reference.view().series().get(Series.ordinal(view, feature));
        return new WindowReads.Question(series, entity, atMs, feature.windowMs(), feature.aggregate());
    }

    private void lookUp(Map<ValueStore.Question, List<Cell>> lookups, List<Reference> columns, Table table) {
        var asked = List.copyOf(lookups.keySet());
        values.newest(asked, (number, eventTimeMs, stored) -> {
            ValueStore.Question question = asked.get(number);
            for (Cell cell : lookups.get(question)) {
                Reference reference = columns.get(cell.column());
                Long ttlMs = ((StoredView) reference.view().definition()).ttlMs();
                if (ttlMs != null && eventTimeMs < question.atMs() - ttlMs) {
                    table.statuses[cell.row()][cell.column()] = Status.OUTSIDE_MAX_AGE;
                } else {
                    table.set(cell, StoredValue.of(stored, reference.position()));
                }
            }
        });
    }

    private static OnlineResponse response(OnlineRequest request, Table table) {
        var rows = new ArrayList<OnlineResponse.Row>(table.values.length);
        for (int row = 0; row < table.values.length; row++) {
            rows.add(new OnlineResponse.Row(Arrays.asList(table.values[row]), Arrays.asList(table.statuses[row])));
        }
        return new OnlineResponse(request.features(), rows);
    }
}
