package com.aimatrix.feature.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is known of uploads, in the database. */
@Component
class UploadStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UploadStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Upload upload) {
        jdbc.sql("""
                        insert into feature.upload (id, name, format, row_count, columns, bytes, created_at)
                        values (?, ?, ?, ?, ?::jsonb, ?, ?)
                        """)
                .params(
                        upload.id(),
                        upload.name(),
                        upload.format().name(),
                        upload.rows(),
                        json.writeValueAsString(upload.columns()),
                        upload.bytes(),
                        Timestamp.from(upload.createdAt()))
                .update();
    }

    Optional<Upload> find(String id) {
        return jdbc.sql("select * from feature.upload where id = ?")
                .param(id)
                .query((rs, n) -> upload(rs))
                .optional();
    }

    /** How an upload is held until the transaction ends. */
    enum Lock {
        /** By those who go on reading it. */
        SHARED("share"),
        /** By the one who deletes it. */
        EXCLUSIVE("update");

        private final String word;

        Lock(String word) {
            this.word = word;
        }
    }

    Optional<Upload> lock(String id, Lock lock) {
        return jdbc.sql("select * from feature.upload where id = ? for %s".formatted(lock.word))
                .param(id)
                .query((rs, n) -> upload(rs))
                .optional();
    }

    List<Upload> list(int limit) {
        return jdbc.sql("select * from feature.upload order by created_at desc, id limit ?")
                .param(limit)
                .query((rs, n) -> upload(rs))
                .list();
    }

    List<Upload> uploadedBefore(Instant before) {
        return jdbc.sql("select * from feature.upload where created_at < ? order by created_at, id")
                .param(Timestamp.from(before))
                .query((rs, n) -> upload(rs))
                .list();
    }

    void delete(String id) {
        jdbc.sql("delete from feature.upload where id = ?").param(id).update();
    }

    private Upload upload(ResultSet rs) throws SQLException {
        return new Upload(
                rs.getString("id"),
                rs.getString("name"),
                Upload.Format.valueOf(rs.getString("format")),
                rs.getLong("row_count"),
                Arrays.asList(json.readValue(rs.getString("columns"), TableColumn[].class)),
                rs.getLong("bytes"),
                rs.getTimestamp("created_at").toInstant());
    }
}
