package com.aimatrix.kit.event;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remembers which events this service has handled. */
public class Inbox {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String service;

    Inbox(JdbcClient jdbc, Clock clock, String service) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Marks an event as handled in the surrounding transaction.
     *
     * @return false when it was handled before: do nothing then
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean firstTime(String eventId) {
        return jdbc.sql("""
                        insert into kit.inbox (service, event_id, received_at) values (?, ?, ?) on conflict do nothing
                        """)
                        .params(service, eventId, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
