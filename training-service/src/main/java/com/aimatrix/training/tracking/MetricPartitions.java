package com.aimatrix.training.tracking;

import com.aimatrix.kit.database.TimePartitions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes the monthly partitions of the metric points before points of a new month are written. */
@Component
class MetricPartitions {

    private final TimePartitions partitions;

    MetricPartitions(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.partitions = new TimePartitions("training.metric_points", 1, jdbc, transactions);
    }

    /** Call it outside the transaction that writes: making a partition waits for running writers. */
    void ensure(long timeMs) {
        partitions.ensure(timeMs);
    }
}
