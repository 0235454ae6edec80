package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.registry.trial.Measurement;
import com.aimatrix.registry.trial.TrialFailed;

/**
 * Of a hundred predictions, one after another, 99 take no longer than allowed. Measured where the registry runs, without the network
 * and the look-up of features.
 *
 * @param maxP99Ms milliseconds that 99 of 100 calls may take; null is {@value #DEFAULT_MAX_P99_MS}
 * @param rows in a call, 1 to 10,000; null is 1
 * @param calls that are timed, 100 to 100,000; null is {@value #DEFAULT_CALLS}
 */
record InferenceLatency(String name, Double maxP99Ms, Integer rows, Integer calls) implements Check {

    static final double DEFAULT_MAX_P99_MS = 50;
    static final int DEFAULT_CALLS = 2_000;

    InferenceLatency {
        maxP99Ms = maxP99Ms == null ? DEFAULT_MAX_P99_MS : maxP99Ms;
        rows = rows == null ? 1 : rows;
        calls = calls == null ? DEFAULT_CALLS : calls;
    }

    @Override
    public String fault() {
        if (!(maxP99Ms > 0)) {
            return "maxP99Ms: expected more than 0, got " + maxP99Ms;
        }
        if (rows < 1 || rows > 10_000) {
            return "rows: expected 1 to 10000, got " + rows;
        }
        return calls < 100 || calls > 100_000 ? "calls: expected 100 to 100000, got " + calls : null;
    }

    @Override
    public boolean concerns(Candidate candidate) {
        return candidate.version().servable();
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        try {
            Measurement measured = candidate.trial().latency(rows, calls);
            boolean passed = measured.failures() == 0 && measured.p99Ms() != null && measured.p99Ms() <= maxP99Ms;
            return new Promotion.Check(
                    name,
                    passed,
                    measured.p99Ms(),
                    maxP99Ms,
                    measured.p99Ms() == null
                            ? "None of %d calls was answered.".formatted(measured.failures())
                            : "p99 %.3f ms, p50 %.3f ms over %d calls of %d rows, %d failed; allowed are %s ms."
                                    .formatted(
                                            measured.p99Ms(),
                                            measured.p50Ms(),
                                            measured.calls(),
                                            rows,
                                            measured.failures(),
                                            maxP99Ms));
        } catch (TrialFailed e) {
            return new Promotion.Check(name, false, null, maxP99Ms, e.getMessage() + ".");
        }
    }
}
