package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.feature.validation.Held;
import com.aimatrix.feature.validation.Policy;
import com.aimatrix.feature.validation.RowRules;
import com.aimatrix.feature.validation.RuleMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Rows on their way into one version of a view, as far as its rules let them pass. */
final class VersionRows {

    private final RegisteredView view;
    private final long arrivalMs;
    private final PreviousRows previous;
    private final RuleMeters meters;
    private final boolean holdsRefused;
    private final RowRules rules;
    private final List<WrittenRow> rows = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();

    /**
     * @param previous of this version's rows alone
     * @param holdsRefused whether what a rule refuses is held back instead: its writer means another version
     */
    VersionRows(RegisteredView view, long arrivalMs, PreviousRows previous, RuleMeters meters, boolean holdsRefused) {
        this.view = view;
        this.arrivalMs = arrivalMs;
        this.previous = previous;
        this.meters = meters;
        this.holdsRefused = holdsRefused;
        this.rules = view.rules().batch();
    }

    List<WrittenRow> rows() {
        return rows;
    }

    List<Held> held() {
        return held;
    }

    /** Says that a row will come. */
    void expect(String entity, long timeMs) {
        previous.expect(view, entity, timeMs);
    }

    /** Reads what the rules need to know of the rows that were said to come. */
    void read() {
        previous.read();
    }

    /**
     * Takes a row or holds it back. Where the rules need the row before, rows must come in order of time.
     *
     * @param values by position, as they came
     * @param written the row as its writer gave it, to be kept while it is held back
     * @return what refuses it; then nothing of it is kept
     */
    List<Broken> add(String entity, long timeMs, JsonNode[] values, Supplier<JsonNode> written) {
        List<Broken> broken = rules.check(values, arrivalMs - timeMs, previous.before(view, entity, timeMs));
        meters.count(view.name(), 1, broken);
        Policy strictest = Broken.strictest(broken);
        if (strictest == Policy.REJECT && !holdsRefused) {
            return Broken.with(Policy.REJECT, broken);
        }
        if (strictest == Policy.QUARANTINE || strictest == Policy.REJECT) {
            held.add(new Held(view.id(), null, null, null, timeMs, entity, broken, written.get()));
        } else {
            var row = new WrittenRow(view, entity, timeMs, arrivalMs, values);
            rows.add(row);
            previous.accept(row);
        }
        return List.of();
    }
}
