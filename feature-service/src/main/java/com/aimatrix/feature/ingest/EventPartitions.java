package com.aimatrix.feature.ingest;

import com.aimatrix.kit.database.TimePartitions;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes the monthly partitions of the event table before events of a new month are written. */
@Component
class EventPartitions {

    private final TimePartitions partitions;

    EventPartitions(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.partitions = new TimePartitions("feature.event", 1, jdbc, transactions);
    }

    void forget() {
        partitions.forget();
    }

    /** Call it outside the transaction that writes: making a partition waits for running writers. */
    void ensure(Collection<IncomingEvent> events) {
        events.forEach(each -> partitions.ensure(each.timeMs()));
    }
}
