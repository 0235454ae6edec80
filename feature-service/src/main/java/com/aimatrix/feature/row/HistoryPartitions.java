package com.aimatrix.feature.row;

import com.aimatrix.kit.database.TimePartitions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes the quarterly partitions of the history before rows of a new quarter are written. */
@Component
public class HistoryPartitions {

    private final TimePartitions partitions;

    HistoryPartitions(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.partitions = new TimePartitions("feature.history", 3, jdbc, transactions);
    }

    /** Call it outside the transaction that writes: making a partition waits for running writers. */
    public void ensure(long timeMs) {
        partitions.ensure(timeMs);
    }
}
