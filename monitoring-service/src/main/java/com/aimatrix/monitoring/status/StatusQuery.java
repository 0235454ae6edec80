package com.aimatrix.monitoring.status;

import com.aimatrix.kit.database.SqlTimes;
import com.aimatrix.monitoring.retraining.RetrainingRequests;
import com.aimatrix.monitoring.settings.ModelSettingsStore;
import com.aimatrix.monitoring.window.WindowStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** How far is the monitoring of a model? */
@Component
class StatusQuery {

    private final JdbcClient jdbc;
    private final WindowStore windows;
    private final ModelSettingsStore settings;
    private final RetrainingRequests retrainings;

    StatusQuery(JdbcClient jdbc, WindowStore windows, ModelSettingsStore settings, RetrainingRequests retrainings) {
        this.jdbc = jdbc;
        this.windows = windows;
        this.settings = settings;
        this.retrainings = retrainings;
    }

    /** One snapshot: whoever sees it settled also sees the retraining that came of it. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<ModelStatus> of(String model) {
        long due = windows.countDue(model, settings.of(model).labelDelay());
        return jdbc.sql("""
                        select *,
                          (select count(*) from monitoring.report_window w
                           where w.model = m.model and evaluated_at is not null) as judged,
                          (select count(*) from monitoring.report_window w
                           where w.model = m.model and state = 'WAITING') as waiting,
                          (select count(*) from monitoring.retraining_request r where r.model = m.model) as retrainings
                        from monitoring.watched_model m where model = ?
                        """).param(model).query((rs, n) -> status(rs, due)).optional();
    }

    private ModelStatus status(ResultSet rs, long due) throws SQLException {
        String model = rs.getString("model");
        return new ModelStatus(
                model,
                rs.getObject("live_version", Integer.class),
                List.of((Integer[]) rs.getArray("shadow_versions").getArray()),
                rs.getLong("predictions"),
                rs.getLong("outcomes"),
                SqlTimes.instant(rs.getTimestamp("newest_prediction_at")),
                SqlTimes.instant(rs.getTimestamp("newest_outcome_at")),
                rs.getLong("judged"),
                due,
                rs.getLong("waiting") - due,
                due == 0,
                retrainings.active(model).orElse(null),
                rs.getLong("retrainings"));
    }
}
