package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalog.Intake;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.row.EventRows;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.feature.validation.Held;
import com.aimatrix.feature.validation.Policy;
import com.aimatrix.feature.validation.RuleMeters;
import com.aimatrix.feature.window.TileBatch;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a batch of events comes to: observations of series and rows of views, as far as their rules let them pass. */
final class IntakeBatch {

    private final EventRows.Batch rows;
    private final RuleMeters meters;
    private final boolean holdsRefused;
    private final TileBatch tiles = new TileBatch();
    private final List<Held> held = new ArrayList<>();

    /** @param holdsRefused whether what a rule refuses is held back instead: the event was accepted before there was the rule */
    IntakeBatch(EventRows.Batch rows, RuleMeters meters, boolean holdsRefused) {
        this.rows = rows;
        this.meters = meters;
        this.holdsRefused = holdsRefused;
    }

    /** An event on its way into series and rows. */
    record Event(int sourceId, String source, String id, long timeMs, long arrivalMs, JsonNode payload) {}

    TileBatch tiles() {
        return tiles;
    }

    EventRows.Batch rows() {
        return rows;
    }

    List<Held> held() {
        return held;
    }

    void expect(Event event, Intake intake) {
        intake.views().forEach(view -> rows.expect(view, event.timeMs(), event.payload()));
    }

    /**
     * Takes an event into everything that an intake names, or into nothing when a rule refuses it; events must come in order of
     * time.
     *
     * @return the rules that refuse it
     */
    List<Broken> add(Event event, Intake intake) {
        if (intake.views().isEmpty()
                && intake.series().stream().allMatch(series -> series.rules().isEmpty())) {
            intake.series().forEach(series -> tiles.add(series, event.timeMs(), event.arrivalMs(), event.payload()));
            return List.of();
        }
        var refusals = new ArrayList<Broken>();
        List<List<Broken>> ofSeries = new ArrayList<>();
        for (Series series : intake.series()) {
            List<Broken> broken = broken(series, event);
            ofSeries.add(broken);
            refusals.addAll(Broken.with(Policy.REJECT, broken));
        }
        var candidates = new ArrayList<EventRows.Candidate>();
        for (RegisteredView view : intake.views()) {
            EventRows.Candidate candidate = rows.candidate(view, event.timeMs(), event.arrivalMs(), event.payload());
            if (candidate != null) {
                candidates.add(candidate);
                refusals.addAll(Broken.with(Policy.REJECT, candidate.broken()));
            }
        }
        if (refusals.isEmpty() || holdsRefused) {
            for (int i = 0; i < ofSeries.size(); i++) {
                observe(intake.series().get(i), ofSeries.get(i), event);
            }
            candidates.forEach(candidate -> accept(candidate, event));
        }
        return refusals;
    }

    private List<Broken> broken(Series series, Event event) {
        if (series.rules().isEmpty() || series.value() == null || series.entityOf(event.payload()) == null) {
            return List.of();
        }
        List<Broken> broken = series.rules().broken(series.definition().path(), series.nodeOf(event.payload()));
        meters.count(event.source(), 1, broken);
        return broken;
    }

    private void observe(Series series, List<Broken> broken, Event event) {
        String entity = series.entityOf(event.payload());
        if (entity == null) {
            return;
        }
        List<Broken> reasons = withKeys(broken, series.keyProblem(event.payload()));
        Policy strictest = Broken.strictest(reasons);
        if (isHeld(strictest)) {
            held.add(new Held(
                    null, series.id(), event.sourceId(), event.id(), event.timeMs(), entity, reasons, event.payload()));
        } else if (strictest == Policy.NULL) {
            long none = series.isDistinct() ? Series.NO_HASH : Series.NO_NUMBER;
            tiles.add(series, entity, series.groupOf(event.payload()), event.timeMs(), event.arrivalMs(), none);
        } else {
            tiles.add(series, event.timeMs(), event.arrivalMs(), event.payload());
        }
    }

    /** What comes by itself was checked with its event; earlier events were accepted before there were these keys. */
    private List<Broken> withKeys(List<Broken> broken, String keyProblem) {
        if (!holdsRefused || keyProblem == null) {
            return broken;
        }
        var all = new ArrayList<>(broken);
        all.add(new Broken("keys", "key", Policy.QUARANTINE, keyProblem));
        return all;
    }

    private void accept(EventRows.Candidate candidate, Event event) {
        List<Broken> reasons = withKeys(candidate.broken(), candidate.view().keyProblem(event.payload()));
        if (isHeld(Broken.strictest(reasons))) {
            held.add(new Held(
                    candidate.view().id(),
                    null,
                    event.sourceId(),
                    event.id(),
                    event.timeMs(),
                    candidate.entity(),
                    reasons,
                    event.payload()));
        } else {
            rows.accept(candidate);
        }
    }

    private static boolean isHeld(Policy policy) {
        return policy == Policy.QUARANTINE || policy == Policy.REJECT;
    }
}
