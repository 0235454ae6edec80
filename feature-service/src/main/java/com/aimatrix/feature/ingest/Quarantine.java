package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Intake;
import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.row.EventRows;
import com.aimatrix.feature.row.RowStore;
import com.aimatrix.feature.row.Rows;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.feature.validation.Held;
import com.aimatrix.feature.validation.QuarantineStore;
import com.aimatrix.feature.validation.QuarantinedRow;
import com.aimatrix.feature.validation.QuarantinedRow.Status;
import com.aimatrix.feature.validation.RuleMeters;
import com.aimatrix.feature.window.TileStore;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what was held back after all, corrected or as it was, or discards it. */
@Service
class Quarantine {

    private final QuarantineStore store;
    private final DataWrites writes;
    private final Rows rows;
    private final TileStore tiles;
    private final EventRows eventRows;
    private final RuleMeters rules;
    private final Clock clock;
    private final JsonMapper json;

    Quarantine(
            QuarantineStore store,
            DataWrites writes,
            Rows rows,
            TileStore tiles,
            EventRows eventRows,
            RuleMeters rules,
            Clock clock,
            JsonMapper json) {
        this.store = store;
        this.writes = writes;
        this.rows = rows;
        this.tiles = tiles;
        this.eventRows = eventRows;
        this.rules = rules;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Takes one after all.
     *
     * @param correction in place of what came, or null to try again what came
     * @throws ApiProblem 400 when it still breaks a rule, 409 when it is not waiting any more
     */
    @Transactional
    public void replay(long id, JsonNode correction) {
        DataWrites.Write write = writes.begin();
        QuarantinedRow held = claim(id);
        JsonNode payload = correction == null ? held.payload() : correction;
        if (held.source() == null) {
            replayRow(held, payload, write);
        } else {
            replayEvent(held, payload, write);
        }
        store.close(id, Status.REPLAYED, correction);
    }

    /** Gives one up. */
    @Transactional
    public void discard(long id) {
        claim(id);
        store.close(id, Status.DISCARDED, null);
    }

    private QuarantinedRow claim(long id) {
        return store.claim(id).orElseThrow(() -> {
            Status status = store.find(id)
                    .orElseThrow(
                            () -> ApiProblem.notFound("quarantined-not-found", "there is no quarantined row " + id))
                    .status();
            return ApiProblem.conflict("quarantined-closed", "the quarantined row %d is %s".formatted(id, status));
        });
    }

    private void replayRow(QuarantinedRow held, JsonNode payload, DataWrites.Write write) {
        RegisteredView view = view(write.catalog(), held.viewId());
        try {
            Rows.Row row = json.treeToValue(payload, Rows.Row.class);
            Rows.Written written = rows.write(view.versionedName(), List.of(row), RowStore.Target.ONLINE_AND_OFFLINE);
            if (written.quarantined() > 0) {
                throw ApiProblem.badField("payload", "it still breaks a rule that quarantines");
            }
        } catch (JacksonException e) {
            throw ApiProblem.badField("payload", "expected entity, eventTime and values: " + e.getOriginalMessage());
        }
    }

    private void replayEvent(QuarantinedRow held, JsonNode payload, DataWrites.Write write) {
        Catalog catalog = write.catalog();
        var problems = new ArrayList<FieldProblem>();
        IncomingEvent event = new EventChecks(catalog, clock.instant())
                .check("", held.eventId(), held.source(), held.eventTime(), payload, problems);
        if (event == null) {
            throw ApiProblem.badFields(problems);
        }
        eventRows.prepare(event.timeMs());
        var batch = new IntakeBatch(eventRows.batch(), rules, true);
        var taken = new IntakeBatch.Event(
                event.source().id(), held.source(), event.id(), event.timeMs(), write.arrivalMs(), payload);
        Intake intake = intake(catalog, held, event.source().id());
        batch.expect(taken, intake);
        batch.rows().read();
        batch.add(taken, intake);
        if (!batch.held().isEmpty()) {
            throw ApiProblem.badFields(batch.held().stream()
                    .map(Held::reasons)
                    .flatMap(List::stream)
                    .map(Quarantine::problem)
                    .toList());
        }
        tiles.merge(batch.tiles());
        batch.rows().write();
    }

    private static FieldProblem problem(Broken broken) {
        return new FieldProblem("payload." + broken.feature(), broken.message());
    }

    private static Intake intake(Catalog catalog, QuarantinedRow held, int sourceId) {
        if (held.viewId() != null) {
            return new Intake(List.of(), List.of(view(catalog, held.viewId())));
        }
        return catalog.intake(sourceId).series().stream()
                .filter(series -> series.id() == held.seriesId())
                .findFirst()
                .map(series -> new Intake(List.of(series), List.of()))
                .orElseThrow(Quarantine::gone);
    }

    private static RegisteredView view(Catalog catalog, int id) {
        return catalog.everyVersion().stream()
                .filter(view -> view.id() == id && view.status() != RegisteredView.Status.RETIRED)
                .findFirst()
                .orElseThrow(Quarantine::gone);
    }

    private static ApiProblem gone() {
        return ApiProblem.conflict("view-retired", "what it was held back from does not take data any more");
    }
}
