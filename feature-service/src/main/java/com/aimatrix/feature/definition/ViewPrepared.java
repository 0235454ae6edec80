package com.aimatrix.feature.definition;

import java.util.List;

/**
 * A new version of a view needs preparation; published inside the transaction that registers it, while no data are written.
 * Whoever listens arranges what is needed in the same transaction.
 *
 * @param previous the version that was current, or null
 * @param newSeries series that no other view has filled
 */
public record ViewPrepared(
        RegisteredView view, RegisteredView previous, List<Integer> newSeries, BackfillPeriod period) {}
