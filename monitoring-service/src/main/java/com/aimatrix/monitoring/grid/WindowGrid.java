package com.aimatrix.monitoring.grid;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes which windows wait to be judged: new ones, and judged ones that late rows came into. */
@Component
public class WindowGrid {

    private final JdbcClient jdbc;

    WindowGrid(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Until the transaction ends nobody else takes in anything of these models. An outcome looks for the predictions of
     * its subject, so the two must not come in at the same time without seeing each other.
     */
    public void lock(Collection<String> models) {
        for (String model : new TreeSet<>(models)) {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('monitoring.intake'), hashtext(?))")
                    .param(model)
                    .query((rs, n) -> n)
                    .single();
        }
    }

    /** Predictions came into these windows. */
    public void predicted(Collection<Window> windows) {
        List<Window> ordered = windows.stream()
                .distinct()
                .sorted(Comparator.comparing(Window::model)
                        .thenComparing(Window::version)
                        .thenComparing(Window::startsAt))
                .toList();
        jdbc.sql("""
                        insert into monitoring.report_window (model, version, starts_at, ends_at, state)
                        select *, 'WAITING'
                        from unnest(?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[])
                        on conflict (model, version, starts_at, ends_at)
                        do update set state = 'WAITING', changes = report_window.changes + 1
                        """)
                .params(
                        ordered.stream().map(Window::model).toArray(String[]::new),
                        ordered.stream().map(Window::version).toArray(Integer[]::new),
                        ordered.stream().map(each -> each.startsAt().toString()).toArray(String[]::new),
                        ordered.stream().map(each -> each.endsAt().toString()).toArray(String[]::new))
                .update();
    }

    /** Outcomes of these subjects came or changed; pairs by position. */
    public void observed(String[] models, String[] subjects) {
        jdbc.sql("""
                        with touched as materialized (
                          select distinct p.model, p.version, p.at
                          from unnest(?::text[], ?::text[]) as changed(model, subject)
                          join monitoring.prediction p on p.model = changed.model and p.subject = changed.subject
                        ),
                        late as (
                          select w.model, w.version, w.starts_at, w.ends_at
                          from monitoring.report_window w
                          where exists (
                            select from touched t
                            where t.model = w.model and t.version = w.version
                              and t.at >= w.starts_at and t.at < w.ends_at)
                          order by w.model, w.version, w.starts_at
                          for update of w
                        )
                        update monitoring.report_window w set state = 'WAITING', changes = changes + 1
                        from late
                        where w.model = late.model and w.version = late.version
                          and w.starts_at = late.starts_at and w.ends_at = late.ends_at
                        """).params(models, subjects).update();
    }

    /** Replaces the windows of a model that still wait by windows of another length. */
    public void layOutAnew(String model, Duration length) {
        lock(List.of(model));
        jdbc.sql("delete from monitoring.report_window where model = ? and evaluated_at is null")
                .param(model)
                .update();
        jdbc.sql("""
                        insert into monitoring.report_window (model, version, starts_at, ends_at, state)
                        select distinct p.model, p.version, bin.starts_at, bin.starts_at + :length::interval, 'WAITING'
                        from monitoring.prediction p,
                          lateral (select date_bin(:length::interval, p.at, timestamptz 'epoch') as starts_at) bin
                        where p.model = :model and p.at >= coalesce(
                          (select max(ends_at) from monitoring.report_window
                           where model = :model and state = 'EVALUATED'), '-infinity')
                        on conflict do nothing
                        """)
                .param("model", model)
                .param("length", length.toMillis() + " milliseconds")
                .update();
    }
}
