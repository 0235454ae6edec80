package com.aimatrix.monitoring.intake;

import com.aimatrix.contracts.monitoring.OutcomesObserved;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.monitoring.grid.EvaluationSignal;
import com.aimatrix.monitoring.grid.WindowGrid;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps outcomes, sets judged windows that they belong to waiting again, and wakes the evaluation. */
@Component
class Outcomes {

    /** The newest outcome says how far a model's windows may be judged: one from the future would judge them all. */
    private static final Duration FUTURE = Duration.ofDays(1);

    private final OutcomeStore store;
    private final WindowGrid windows;
    private final EvaluationSignal signal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Outcomes(
            OutcomeStore store,
            WindowGrid windows,
            EvaluationSignal signal,
            TransactionTemplate transactions,
            Clock clock) {
        this.store = store;
        this.windows = windows;
        this.signal = signal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is wrong with an event, field by field; nothing when it can be kept. */
    List<FieldProblem> problems(OutcomesObserved event) {
        var problems = new ArrayList<FieldProblem>();
        if (!Subjects.isName(event.model())) {
            problems.add(new FieldProblem("model", "expected the model's name, got " + event.model()));
        }
        if (event.rows() == null) {
            problems.add(new FieldProblem("rows", "expected a list"));
            return problems;
        }
        for (int i = 0; i < event.rows().size(); i++) {
            OutcomesObserved.Row row = event.rows().get(i);
            String at = "rows[%d]".formatted(i);
            if (row == null) {
                problems.add(new FieldProblem(at, "expected an object, got null"));
                continue;
            }
            if (!Subjects.isName(row.subject())) {
                problems.add(new FieldProblem(
                        at + ".subject", "expected the subject of the prediction, got " + row.subject()));
            }
            if (row.label() != 0 && row.label() != 1) {
                problems.add(new FieldProblem(at + ".label", "expected 0 or 1, got " + row.label()));
            }
            if (!Subjects.isPlausible(row.observedAt())
                    || row.observedAt().isAfter(clock.instant().plus(FUTURE))) {
                problems.add(new FieldProblem(
                        at + ".observedAt", "expected a time from 1970 to now, got " + row.observedAt()));
            }
        }
        return problems;
    }

    /**
     * Keeps them all or none.
     *
     * @return subjects whose outcome is new or newer
     */
    int keep(List<OutcomesObserved> events) {
        Integer changed = transactions.execute(status -> {
            windows.lock(events.stream().map(OutcomesObserved::model).toList());
            List<OutcomeStore.Changed> kept = store.keep(events);
            if (!kept.isEmpty()) {
                windows.observed(
                        kept.stream().map(OutcomeStore.Changed::model).toArray(String[]::new),
                        kept.stream().map(OutcomeStore.Changed::subject).toArray(String[]::new));
                store.count(kept);
            }
            return kept.size();
        });
        signal.wake();
        return changed == null ? 0 : changed;
    }
}
