package com.aimatrix.monitoring.quality;

import com.aimatrix.monitoring.watch.VersionChoice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How well did these predictions turn out? One query over predictions joined with outcomes.
 *
 * <p>Outcomes of one day share their weather, so the rows of a span are worth fewer than they are. The standard errors
 * are therefore taken between blocks, a seventh of the span each: cluster-robust, with the factor G / (G - 1) for G
 * blocks (Liang and Zeger, 1986; Cameron and Miller, 2015).
 */
@Component
public class QualityQuery {

    private static final String SQL = """
            with scored as (
              select p.score, o.label, date_bin(:block::interval, p.at, :from) as block,
                -ln(case when o.label = 1 then greatest(p.score, 2.220446049250313e-16::float8)
                         else greatest(1 - p.score, 2.220446049250313e-16::float8) end) as loss
              from monitoring.prediction p
              left join monitoring.outcome o on o.model = p.model and o.subject = p.subject
              where p.model = :model and p.at >= :from and p.at < :to
                and (p.version = :version::int or :version::int is null and not p.shadow)
            ),
            by_score as (
              select score, count(*) filter (where label = 1) as positives, count(*) filter (where label = 0) as negatives
              from scored where label is not null group by score
            ),
            ranked as (
              select positives, negatives, sum(negatives) over (order by score) - negatives as negatives_below
              from by_score
            ),
            blocks as (
              select count(*) as rows, sum(loss) as loss, sum(label - score) as residual
              from scored where label is not null group by block
            ),
            total as (
              select count(*) as blocks, sum(rows) as rows, sum(loss) / sum(rows) as mean_loss,
                sum(residual) / sum(rows) as mean_residual,
                count(*) / nullif(count(*) - 1, 0)::float8 as correction
              from blocks
            ),
            errors as (
              select sqrt(correction * (select sum((b.loss - b.rows * mean_loss) ^ 2) from blocks b))
                  / rows as log_loss_stderr,
                sqrt(correction * (select sum((b.residual - b.rows * mean_residual) ^ 2) from blocks b))
                  / rows as calibration_stderr
              from total
            )
            select count(*) as n, count(label) as labelled,
              avg(score) as mean_score,
              avg(score) filter (where label is not null) as mean_score_labelled,
              avg(label) as base_rate,
              avg(loss) filter (where label is not null) as log_loss,
              stddev_samp(loss) filter (where label is not null) as log_loss_stddev,
              (select (sum(positives * (negatives_below + negatives / 2.0))
                  / nullif(sum(positives) * sum(negatives), 0))::float8 from ranked) as roc_auc,
              avg((score - label) ^ 2) as brier,
              avg(score * (1 - score)) filter (where label is not null) as score_variance,
              (select blocks from total) as blocks,
              (select log_loss_stderr::float8 from errors) as log_loss_stderr,
              (select calibration_stderr::float8 from errors) as calibration_stderr
            from scored
            """;

    private static final int BLOCKS = 7;

    private final JdbcClient jdbc;

    QualityQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param from inclusive; @param to exclusive; both event time */
    public Quality run(String model, VersionChoice version, Instant from, Instant to) {
        return jdbc.sql(SQL)
                .param("model", model)
                .param("version", version.version())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param(
                        "block",
                        Math.max(1, (Duration.between(from, to).toMillis() + BLOCKS - 1) / BLOCKS) + " milliseconds")
                .query(QualityQuery::quality)
                .single();
    }

    private static Quality quality(ResultSet rs, int row) throws SQLException {
        return new Quality(
                rs.getLong("n"),
                rs.getLong("labelled"),
                rs.getObject("mean_score", Double.class),
                rs.getObject("mean_score_labelled", Double.class),
                rs.getObject("base_rate", Double.class),
                rs.getObject("log_loss", Double.class),
                rs.getObject("log_loss_stddev", Double.class),
                rs.getObject("roc_auc", Double.class),
                rs.getObject("brier", Double.class),
                rs.getObject("score_variance", Double.class),
                rs.getInt("blocks"),
                rs.getObject("log_loss_stderr", Double.class),
                rs.getObject("calibration_stderr", Double.class));
    }
}
