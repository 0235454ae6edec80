package com.aimatrix.monitoring.intake;

import com.aimatrix.contracts.monitoring.OutcomesObserved;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes outcomes and counts them. */
@Component
public class OutcomeStore {

    private final JdbcClient jdbc;

    OutcomeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param isNew false when it took the place of an older one */
    record Changed(String model, String subject, Instant observedAt, boolean isNew) {}

    /** Of each subject the newest observation stays; of two at the same time label 1, so that order does not matter. */
    List<Changed> keep(List<OutcomesObserved> events) {
        var models = new ArrayList<String>();
        var subjects = new ArrayList<String>();
        var labels = new ArrayList<Double>();
        var times = new ArrayList<String>();
        for (OutcomesObserved event : events) {
            for (OutcomesObserved.Row row : event.rows()) {
                models.add(event.model());
                subjects.add(row.subject());
                labels.add(row.label());
                times.add(row.observedAt().toString());
            }
        }
        return jdbc.sql("""
                        insert into monitoring.outcome as kept (model, subject, label, observed_at)
                        select distinct on (model, subject) model, subject, label, observed_at
                        from unnest(?::text[], ?::text[], ?::float8[], ?::timestamptz[])
                          as row(model, subject, label, observed_at)
                        order by model, subject, observed_at desc, label desc
                        on conflict (model, subject) do update
                          set label = excluded.label, observed_at = excluded.observed_at
                          where (excluded.observed_at, excluded.label) > (kept.observed_at, kept.label)
                        returning model, subject, observed_at, xmax = 0 as new
                        """)
                .params(
                        models.toArray(String[]::new),
                        subjects.toArray(String[]::new),
                        labels.toArray(Double[]::new),
                        times.toArray(String[]::new))
                .query((rs, n) -> new Changed(
                        rs.getString("model"),
                        rs.getString("subject"),
                        rs.getTimestamp("observed_at").toInstant(),
                        rs.getBoolean("new")))
                .list();
    }

    void count(List<Changed> changed) {
        changed.stream()
                .collect(Collectors.groupingBy(Changed::model, TreeMap::new, Collectors.toList()))
                .forEach((model, rows) -> jdbc.sql("""
                                insert into monitoring.watched_model as known (model, outcomes, newest_outcome_at)
                                values (?, ?, ?)
                                on conflict (model) do update set
                                  outcomes = known.outcomes + excluded.outcomes,
                                  newest_outcome_at = greatest(known.newest_outcome_at, excluded.newest_outcome_at)
                                """)
                        .params(
                                model,
                                rows.stream().filter(Changed::isNew).count(),
                                rows.stream()
                                        .map(Changed::observedAt)
                                        .max(Comparator.naturalOrder())
                                        .map(Timestamp::from)
                                        .orElseThrow())
                        .update());
    }

    /** Forgets outcomes that became known before a time. */
    public void dropBefore(Instant time) {
        jdbc.sql("delete from monitoring.outcome where observed_at < ?")
                .param(Timestamp.from(time))
                .update();
    }
}
