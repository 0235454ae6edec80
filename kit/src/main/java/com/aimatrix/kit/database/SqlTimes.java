package com.aimatrix.kit.database;

import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as JDBC gives them. */
public final class SqlTimes {

    private SqlTimes() {}

    /** Null stays null. */
    public static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
