package com.aimatrix.feature.online;

import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.row.RowStore;
import com.aimatrix.feature.row.StoredRow;
import com.aimatrix.feature.window.WindowReads;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** The features of one view for one entity at one time: what is asked, and after the answers have come, the values. */
final class EntityRead {

    private final RegisteredView view;
    private final String entity;
    private final FeatureReads.EntityRow request;
    private final long atMs;
    private final Long ttlMs;
    private final WindowReads.Reading windows;
    private final JsonMapper json;
    private final WindowReads.Question[] questions;
    private final boolean[] asked;
    private final Cell[] answers;
    private final Map<Integer, EntityRead> others = new HashMap<>();
    private boolean needsRow;
    private StoredRow row;

    /** @param entity null when nothing can be known of it */
    EntityRead(
            RegisteredView view,
            String entity,
            FeatureReads.EntityRow request,
            long atMs,
            WindowReads.Reading windows,
            JsonMapper json) {
        this.view = view;
        this.entity = entity;
        this.request = request;
        this.atMs = atMs;
        this.ttlMs = view.ttlMs();
        this.windows = windows;
        this.json = json;
        this.questions = new WindowReads.Question[view.columns().size()];
        this.asked = new boolean[questions.length];
        this.answers = new Cell[questions.length];
    }

    /**
     * Asks for a feature and what it is computed from.
     *
     * @param readOf the reads of other views for the same row
     */
    void ask(int index, Function<RegisteredView, EntityRead> readOf) {
        if (entity == null || !view.isReadable() || asked[index]) {
            return;
        }
        asked[index] = true;
        Column column = view.columns().get(index);
        if (column instanceof Column.Windowed windowed) {
            questions[index] = windows.ask(windowed.series(), entity, atMs, windowed.windowMs(), windowed.aggregate());
        } else if (column instanceof Column.Derived derived) {
            for (Column.Input input : derived.inputs()) {
                EntityRead of = input.view() == null ? this : readOf.apply(input.view());
                if (input.view() != null) {
                    others.put(input.view().id(), of);
                }
                of.ask(input.index(), readOf);
            }
        } else if (!(column instanceof Column.Requested)) {
            needsRow |= column instanceof Column.Stored || view.hasRows();
        }
    }

    boolean needsRow() {
        return needsRow;
    }

    RowStore.Question question() {
        return new RowStore.Question(view.id(), entity, atMs);
    }

    /** The row has come. */
    void found(long eventTimeMs, String values) {
        row = StoredRow.of(eventTimeMs, values);
    }

    Cell cell(int index) {
        if (answers[index] == null) {
            answers[index] = answer(index);
        }
        return answers[index];
    }

    private Cell answer(int index) {
        if (!view.isReadable()) {
            return Cell.PREPARING;
        }
        if (entity == null) {
            return Cell.NOT_FOUND;
        }
        Column column = view.columns().get(index);
        if (column instanceof Column.Requested requested) {
            return Cell.of(request.requested(requested), atMs);
        }
        if (column instanceof Column.Timed timed && !view.hasRows()) {
            return Cell.of(timed.valueAt(atMs), atMs);
        }
        if (!view.isKept(atMs)) {
            return Cell.OUTSIDE_RETENTION;
        }
        if (column instanceof Column.Windowed windowed) {
            return window(windowed, questions[index]);
        }
        if (column instanceof Column.Derived derived) {
            return derived(derived);
        }
        if (row == null) {
            return Cell.NOT_FOUND;
        }
        if (ttlMs != null && row.eventTimeMs() < atMs - ttlMs) {
            return new Cell(null, Status.OUTSIDE_MAX_AGE, row.eventTimeMs());
        }
        Object value = column instanceof Column.Timed timed
                ? timed.valueAt(row.eventTimeMs())
                : row.value(((Column.Stored) column).position());
        return Cell.of(value, row.eventTimeMs());
    }

    private Cell window(Column.Windowed column, WindowReads.Question question) {
        if (column.isGrouped()) {
            return Cell.of(windows.groups(question), atMs);
        }
        return Cell.of(column.typed(windows.answer(question)), atMs);
    }

    private Cell derived(Column.Derived column) {
        Object[] inputs = new Object[column.inputs().size()];
        boolean allMissing = true;
        boolean anyExpired = false;
        long newest = Cell.NO_TIME;
        for (int i = 0; i < inputs.length; i++) {
            Column.Input input = column.inputs().get(i);
            EntityRead of =
                    input.view() == null ? this : others.get(input.view().id());
            Cell cell = of.cell(input.index());
            if (cell.status() == Status.PREPARING || cell.status() == Status.OUTSIDE_RETENTION) {
                return cell;
            }
            inputs[i] = StoredRow.scalar(cell.value(), json);
            allMissing &= cell.status() == Status.NOT_FOUND;
            anyExpired |= cell.status() == Status.OUTSIDE_MAX_AGE;
            newest = Math.max(newest, cell.eventTimeMs());
        }
        Object value = column.value(inputs);
        if (value != null) {
            return Cell.of(value, newest);
        }
        Status status = anyExpired ? Status.OUTSIDE_MAX_AGE : allMissing ? Status.NOT_FOUND : Status.NULL_VALUE;
        return new Cell(null, status, newest);
    }
}
