package com.aimatrix.feature.retention;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What deleted definitions have left. */
@Component
class Garbage {

    private static final String ROWS = """
            delete from feature.history where (tableoid, ctid) in (
                select tableoid, ctid from feature.history where view_id = ? limit ?)
            """;

    private static final String LATEST = """
            delete from feature.latest where ctid in (select ctid from feature.latest where view_id = ? limit ?)
            """;

    private static final String TILES = """
            delete from feature.tile where ctid in (select ctid from feature.tile where series_id = ? limit ?)
            """;

    private static final String OVERFLOW = """
            delete from feature.tile_overflow where ctid in (
                select ctid from feature.tile_overflow where series_id = ? limit ?)
            """;

    private final JdbcClient jdbc;

    Garbage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Item(String kind, int id) {}

    /** @return rows and tiles deleted */
    long clean() {
        List<Item> items = jdbc.sql("select kind, id from feature.garbage order by created_at")
                .query((rs, n) -> new Item(rs.getString(1), rs.getInt(2)))
                .list();
        long deleted = 0;
        for (Item item : items) {
            deleted += clean(item);
            if (Thread.currentThread().isInterrupted()) {
                // Not all of it may have gone: the next round begins with it.
                return deleted;
            }
            jdbc.sql("delete from feature.garbage where kind = ? and id = ?")
                    .params(item.kind(), item.id())
                    .update();
        }
        return deleted;
    }

    private long clean(Item item) {
        return switch (item.kind()) {
            case "VIEW" -> delete(LATEST, item.id()) + delete(ROWS, item.id());
            case "SERIES" -> delete(OVERFLOW, item.id()) + delete(TILES, item.id());
            default ->
                jdbc.sql("drop table if exists feature.vector_%d".formatted(item.id()))
                        .update();
        };
    }

    private long delete(String sql, int id) {
        return Deletions.all(limit -> jdbc.sql(sql).params(id, limit).update());
    }
}
