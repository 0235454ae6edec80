package com.aimatrix.training.execution;

import com.aimatrix.contracts.feature.TrainingSet;
import java.util.List;

/**
 * A training set that lies in a folder.
 *
 * @param file name in the folder: gzip-compressed CSV
 * @param sha256 hex hash of the uncompressed CSV
 * @param seconds from the order until it lay there
 */
record Dataset(
        String trainingSetId,
        String file,
        long rows,
        String sha256,
        List<TrainingSet.Column> columns,
        double seconds) {}
