package com.aimatrix.registry.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The newest version of models in each stage; one look into an index for each, however many versions there are. */
@Component
public class LatestVersions {

    private final JdbcClient jdbc;
    private final VersionRow row;

    LatestVersions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.row = new VersionRow(json);
    }

    /** By the names of the models; stages without a version are left out, and models without versions. */
    public Map<String, List<Version>> of(Collection<Model> models, Collection<Stage> stages) {
        return jdbc
                .sql("""
                        select %s
                        from registry.model m
                        cross join unnest(cast(:stages as text[])) with ordinality s (stage, place)
                        cross join lateral (
                            select * from registry.model_version n
                            where n.model_id = m.id and n.stage = s.stage and n.deleted_at is null
                            order by n.version desc limit 1
                        ) v
                        where m.id = any(cast(:models as bigint[]))
                        order by m.id, s.place
                        """.formatted(VersionRow.COLUMNS))
                .param("stages", stages.stream().map(Stage::label).toArray(String[]::new))
                .param("models", models.stream().map(Model::id).toArray(Long[]::new))
                .query(row)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Version::model));
    }
}
