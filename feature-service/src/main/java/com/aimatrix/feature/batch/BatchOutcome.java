package com.aimatrix.feature.batch;

import java.util.Map;

/**
 * What became of a part of the rows.
 *
 * @param refused reasons by the number of the row
 */
record BatchOutcome(int accepted, int duplicates, int tooLate, int quarantined, Map<Long, String> refused) {

    static BatchOutcome refused(long number, String reason) {
        return new BatchOutcome(0, 0, 0, 0, Map.of(number, reason));
    }
}
