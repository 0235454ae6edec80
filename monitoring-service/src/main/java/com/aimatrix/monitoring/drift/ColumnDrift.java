package com.aimatrix.monitoring.drift;

/**
 * How far one column moved.
 *
 * @param name feature reference {@code view:feature}, or {@code score}
 * @param kind numeric or categorical
 * @param rows rows looked at
 * @param nullShare rows without a value, from 0 to 1; null without rows
 * @param referenceNullShare likewise in the reference
 * @param outsideShare values beyond the reference's least and greatest, or in none of its categories
 * @param unreadable values of the wrong kind, such as text in a number; they are in no bin
 * @param psi population stability index over the reference's bins, nulls apart; null when it is undefined
 * @param jensenShannon distance over the same bins, natural logarithm
 * @param pValue chi-square test over the same bins and one more for nulls
 * @param adjustedP over all columns (Benjamini-Hochberg)
 * @param drifted significant, and PSI or the change of the null share large enough; null when it cannot be judged
 */
public record ColumnDrift(
        String name,
        String kind,
        long rows,
        Double nullShare,
        Double referenceNullShare,
        Double outsideShare,
        long unreadable,
        Double psi,
        Double jensenShannon,
        Double pValue,
        Double adjustedP,
        Boolean drifted) {}
