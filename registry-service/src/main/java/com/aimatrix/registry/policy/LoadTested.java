package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.registry.trial.Measurement;
import com.aimatrix.registry.trial.TrialFailed;

/**
 * Several clients ask the version at once, as fast as it answers, and it keeps to its latency and its rate without a failure.
 *
 * @param clients 1 to 64; null is 4
 * @param rows in a call, 1 to 10,000; null is 10
 * @param seconds how long, above 0 to 60; null is 2
 * @param maxP99Ms milliseconds that 99 of 100 calls may take; null is 100
 * @param minCallsPerSecond over all clients; null is 50
 */
record LoadTested(String name, Integer clients, Integer rows, Double seconds, Double maxP99Ms, Double minCallsPerSecond)
        implements Check {

    LoadTested {
        clients = clients == null ? 4 : clients;
        rows = rows == null ? 10 : rows;
        seconds = seconds == null ? 2.0 : seconds;
        maxP99Ms = maxP99Ms == null ? 100.0 : maxP99Ms;
        minCallsPerSecond = minCallsPerSecond == null ? 50.0 : minCallsPerSecond;
    }

    @Override
    public String fault() {
        if (clients < 1 || clients > 64) {
            return "clients: expected 1 to 64, got " + clients;
        }
        if (rows < 1 || rows > 10_000) {
            return "rows: expected 1 to 10000, got " + rows;
        }
        if (!(seconds > 0 && seconds <= 60)) {
            return "seconds: expected more than 0, at most 60, got " + seconds;
        }
        if (!(maxP99Ms > 0)) {
            return "maxP99Ms: expected more than 0, got " + maxP99Ms;
        }
        return minCallsPerSecond >= 0 ? null : "minCallsPerSecond: expected at least 0, got " + minCallsPerSecond;
    }

    @Override
    public boolean concerns(Candidate candidate) {
        return candidate.version().servable();
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        try {
            Measurement measured = candidate.trial().load(clients, rows, seconds);
            boolean passed = measured.failures() == 0
                    && measured.p99Ms() != null
                    && measured.p99Ms() <= maxP99Ms
                    && measured.callsPerSecond() >= minCallsPerSecond;
            return new Promotion.Check(name, passed, measured.p99Ms(), maxP99Ms, message(measured));
        } catch (TrialFailed e) {
            return new Promotion.Check(name, false, null, maxP99Ms, e.getMessage() + ".");
        }
    }

    private String message(Measurement measured) {
        return measured.p99Ms() == null
                ? "None of %d calls was answered.".formatted(measured.failures())
                : "%d clients with %d rows a call: %.0f calls a second, p50 %.3f ms, p99 %.3f ms, %d failed; expected are %s calls a second and at most %s ms."
                        .formatted(
                                clients,
                                rows,
                                measured.callsPerSecond(),
                                measured.p50Ms(),
                                measured.p99Ms(),
                                measured.failures(),
                                minCallsPerSecond,
                                maxP99Ms);
    }
}
