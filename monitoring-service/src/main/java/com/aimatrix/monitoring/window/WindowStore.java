package com.aimatrix.monitoring.window;

import com.aimatrix.monitoring.drift.DriftReport;
import com.aimatrix.monitoring.grid.Window;
import com.aimatrix.monitoring.quality.Quality;
import com.aimatrix.monitoring.quality.QualityLoss;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of windows and their reports. */
@Component
public class WindowStore {

    private static final String DUE = """
            w.state = 'WAITING' and w.ends_at + :delay::interval <=
              (select newest_outcome_at from monitoring.watched_model m where m.model = w.model)
            """;
    private static final String COLUMNS = """
            model, version, starts_at, ends_at, state, enough, quality::text, loss::text, drift::text, evaluated_at
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WindowStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<String> modelsThatWait() {
        return jdbc.sql("select distinct model from monitoring.report_window where state = 'WAITING' order by model")
                .query(String.class)
                .list();
    }

    /** One instance judges the windows of a model at a time, the oldest first. */
    boolean lock(String model) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('monitoring.evaluation'), hashtext(?))")
                .param(model)
                .query(Boolean.class)
                .single();
    }

    /** @param changes to tell whether rows came in while it was judged */
    record DueWindow(Window window, long changes) {}

    /** The oldest window whose outcomes have had their time to come. */
    Optional<DueWindow> firstDue(String model, Duration labelDelay) {
        return jdbc.sql("""
                        select model, version, starts_at, ends_at, changes from monitoring.report_window w
                        where w.model = :model and %s
                        order by starts_at, version limit 1
                        """.formatted(DUE))
                .param("model", model)
                .param("delay", interval(labelDelay))
                .query((rs, n) -> new DueWindow(
                        new Window(
                                rs.getString("model"),
                                rs.getInt("version"),
                                rs.getTimestamp("starts_at").toInstant(),
                                rs.getTimestamp("ends_at").toInstant()),
                        rs.getLong("changes")))
                .optional();
    }

    /** How many windows could be judged now and are not. */
    public long countDue(String model, Duration labelDelay) {
        return jdbc.sql("select count(*) from monitoring.report_window w where w.model = :model and %s".formatted(DUE))
                .param("model", model)
                .param("delay", interval(labelDelay))
                .query(Long.class)
                .single();
    }

    /** @return false when rows came into the window since it was found due: judge it again */
    boolean write(WindowReport report, long changes) {
        return jdbc.sql("""
                        update monitoring.report_window
                        set state = 'EVALUATED', evaluations = evaluations + 1, evaluated_at = ?, enough = ?,
                          drifted = ?, lost = ?, quality = ?::jsonb, loss = ?::jsonb, drift = ?::jsonb
                        where model = ? and version = ? and starts_at = ? and ends_at = ? and changes = ?
                        """)
                        .params(
                                Timestamp.from(report.evaluatedAt()),
                                report.enough(),
                                report.drift() == null ? null : report.drift().drifted(),
                                report.loss() == null ? null : report.loss().lost(),
                                json.writeValueAsString(report.quality()),
                                report.loss() == null ? null : json.writeValueAsString(report.loss()),
                                report.drift() == null ? null : json.writeValueAsString(report.drift()),
                                report.model(),
                                report.version(),
                                Timestamp.from(report.startsAt()),
                                Timestamp.from(report.endsAt()),
                                changes)
                        .update()
                == 1;
    }

    /**
     * Reports of a model, the newest window first.
     *
     * @param version null for all
     */
    List<WindowReport> reports(String model, Integer version, int most) {
        return jdbc.sql("""
                        select %s from monitoring.report_window
                        where model = ? and evaluated_at is not null and version = coalesce(?::int, version)
                        order by starts_at desc, version limit ?
                        """.formatted(COLUMNS))
                .params(model, version, most)
                .query(this::report)
                .list();
    }

    /**
     * The newest judged windows of a version with enough rows, of one length, that ended after a time and started at or
     * before another; newest first.
     */
    public List<WindowReport> judged(Window upTo, Instant endedAfter, int most) {
        return jdbc.sql("""
                        select %s from monitoring.report_window
                        where model = ? and version = ? and enough and starts_at <= ? and ends_at > ?
                          and ends_at - starts_at = ?::interval
                        order by starts_at desc limit ?
                        """.formatted(COLUMNS))
                .params(
                        upTo.model(),
                        upTo.version(),
                        Timestamp.from(upTo.startsAt()),
                        Timestamp.from(endedAfter),
                        interval(Duration.between(upTo.startsAt(), upTo.endsAt())),
                        most)
                .query(this::report)
                .list();
    }

    /** How many judged windows with enough rows the version has after this one. */
    public long countJudgedAfter(Window window) {
        return jdbc.sql("""
                        select count(*) from monitoring.report_window
                        where model = ? and version = ? and enough and starts_at > ?
                        """)
                .params(window.model(), window.version(), Timestamp.from(window.startsAt()))
                .query(Long.class)
                .single();
    }

    /** The newest report of each version that has one. */
    public List<WindowReport> newest() {
        return jdbc.sql("""
                        select distinct on (model, version) %s from monitoring.report_window
                        where evaluated_at is not null
                        order by model, version, starts_at desc
                        """.formatted(COLUMNS)).query(this::report).list();
    }

    /** End of the newest judged window of the model that is furthest behind; empty before the first report. */
    Optional<Instant> everyModelJudgedUntil() {
        return jdbc.sql("""
                        select min(newest) as until from (
                          select max(ends_at) as newest from monitoring.report_window
                          where evaluated_at is not null group by model) each_model
                        """)
                .query((rs, n) -> Optional.ofNullable(rs.getTimestamp("until")).map(Timestamp::toInstant))
                .single();
    }

    void dropBefore(Instant time) {
        jdbc.sql("delete from monitoring.report_window where ends_at < ?")
                .param(Timestamp.from(time))
                .update();
    }

    private WindowReport report(ResultSet rs, int row) throws SQLException {
        return new WindowReport(
                rs.getString("model"),
                rs.getInt("version"),
                rs.getTimestamp("starts_at").toInstant(),
                rs.getTimestamp("ends_at").toInstant(),
                rs.getString("state"),
                rs.getBoolean("enough"),
                read(rs.getString("quality"), Quality.class),
                read(rs.getString("loss"), QualityLoss.class),
                read(rs.getString("drift"), DriftReport.class),
                rs.getTimestamp("evaluated_at").toInstant());
    }

    private <T> T read(String text, Class<T> type) {
        return text == null ? null : json.readValue(text, type);
    }

    private static String interval(Duration duration) {
        return duration.toMillis() + " milliseconds";
    }
}
