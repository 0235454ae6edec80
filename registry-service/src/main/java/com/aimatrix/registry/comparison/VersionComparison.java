package com.aimatrix.registry.comparison;

import com.aimatrix.contracts.registry.Comparison.Difference;
import com.aimatrix.contracts.registry.Signature.Field;
import com.aimatrix.registry.trial.Measurement;
import java.util.List;

/**
 * A candidate beside a baseline.
 *
 * @param metrics all that either has, by name
 * @param sameRows whether both were measured on the same rows, so that the metrics' differences mean something
 * @param rows how many those were; null when there are none
 * @param metadata what differs of what is said of them
 * @param parameters what differs of the parameters of their runs; null when the tracking server could not say, or a run is not known
 * @param latency measured just now, one after the other; null when it was not asked for
 * @param drift how far the training data moved, by feature; empty where either has no profile
 */
record VersionComparison(
        String model,
        int candidate,
        int baseline,
        List<MetricPair> metrics,
        boolean sameRows,
        Long rows,
        List<Change> metadata,
        List<Change> parameters,
        Files files,
        SignatureChange signature,
        Latency latency,
        List<ProfileDrift> drift,
        Recommendation recommendation) {

    /**
     * @param candidate null when it has none; likewise baseline
     * @param difference candidate minus baseline, null unless both have one
     * @param interval of the difference, where the scores of both on the same rows were at hand; else null
     * @param higherIsBetter null where it is not known
     */
    record MetricPair(
            String name,
            Double candidate,
            Double baseline,
            Double difference,
            Difference interval,
            Boolean higherIsBetter) {}

    /** Something that both have, with other values; null where one has it not. */
    record Change(String name, String candidate, String baseline) {}

    /** Paths of files that only one has, or that have other bytes. */
    record Files(
            List<String> added, List<String> removed, List<String> changed, long candidateBytes, long baselineBytes) {}

    /**
     * @param equal the same inputs and outputs; null where either has no signature
     * @param compatible callers of the baseline can call the candidate
     */
    record SignatureChange(Boolean equal, Boolean compatible, List<Field> added, List<Field> removed) {}

    /** @param candidate null when it could not be measured, which the problem says; likewise baseline */
    record Latency(Measurement candidate, Measurement baseline, List<String> problems) {}

    /**
     * @param psi population stability index over the baseline's bins, from the profiles, which know a distribution by its deciles; null
     *     when it is undefined
     * @param jensenShannon distance over the same bins
     * @param candidateNullShare of its training rows
     */
    record ProfileDrift(
            String feature, Double psi, Double jensenShannon, Double candidateNullShare, Double baselineNullShare) {}

    /** @param verdict PROMOTE, KEEP or UNDECIDED; @param reasons one sentence each, with the figures */
    record Recommendation(String verdict, List<String> reasons) {}
}
