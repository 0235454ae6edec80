package com.aimatrix.training.experiment;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds and makes experiments. */
@Component
public class Experiments {

    private final ExperimentRepository repository;
    private final JdbcClient jdbc;
    private final Clock clock;

    Experiments(ExperimentRepository repository, JdbcClient jdbc, Clock clock) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The experiment of that name; it is made when there is none. */
    @Transactional
    public Experiment named(String name) {
        // Two orders may name the same new experiment at once: the database decides, JPA would fail one of them.
        jdbc.sql("""
                        insert into training.experiment (name, created_at, updated_at) values (:name, :now, :now)
                        on conflict (name) do nothing
                        """)
                .param("name", name)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return repository.findByName(name).orElseThrow();
    }

    /** All experiments, oldest first. */
    @Transactional(readOnly = true)
    public List<Experiment> all() {
        return repository.findAllByOrderById();
    }
}
