package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.model.scoring.BinaryClassifier;
import com.aimatrix.registry.trial.Probabilities;
import com.aimatrix.registry.trial.TrialFailed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The version loads, and answers rows as its signature wants them, drawn from its reference profile, and a row without any value:
 * each with a probability, and the same one when asked again.
 */
record Integration(String name) implements Check {

    @Override
    public String fault() {
        return null;
    }

    @Override
    public boolean concerns(Candidate candidate) {
        return candidate.version().servable();
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        try {
            BinaryClassifier model = candidate.trial().model();
            List<Object[]> rows = candidate.trial().examples();
            Signature signature = candidate.version().metadata().signature();
            if (signature != null && signature.inputs().size() != model.inputs().size()) {
                return refused(
                        rows.size(),
                        "Its signature has %d inputs, but it takes %d."
                                .formatted(
                                        signature.inputs().size(),
                                        model.inputs().size()));
            }
            return answered(candidate, model, rows);
        } catch (TrialFailed e) {
            return new Promotion.Check(name, false, null, null, e.getMessage() + ".");
        }
    }

    private Promotion.Check answered(Candidate candidate, BinaryClassifier model, List<Object[]> rows) {
        double[] scores;
        double[] again;
        double[] empty;
        try {
            scores = model.score(rows);
            again = model.score(rows);
            empty = model.score(List.<Object[]>of(new Object[model.inputs().size()]));
        } catch (RuntimeException e) {
            return refused(rows.size(), "It cannot predict: %s.".formatted(e.getMessage()));
        }
        if (!Probabilities.areIn(scores) || !Probabilities.areIn(empty)) {
            return refused(rows.size(), "It answers with what is no probability.");
        }
        if (!Arrays.equals(scores, again)) {
            return refused(rows.size(), "The same rows asked again have other scores.");
        }
        return new Promotion.Check(
                name,
                true,
                (double) rows.size(),
                (double) rows.size(),
                "Loaded in %.0f ms; %d rows drawn from its profile score %.3f to %.3f, the same when asked again."
                        .formatted(
                                candidate.trial().loadMs(),
                                rows.size(),
                                DoubleStream.of(scores).min().orElseThrow(),
                                DoubleStream.of(scores).max().orElseThrow()));
    }

    private Promotion.Check refused(int rows, String message) {
        return new Promotion.Check(name, false, 0.0, (double) rows, message);
    }
}
