package com.aimatrix.kit.database;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is away, and may be back, from one that refuses what it was given. */
public final class DatabaseFailures {

    /** Something is longer than the database can keep; Spring tells it like a lost connection. */
    private static final String PROGRAM_LIMIT_EXCEEDED = "54";

    /** SQL states untranslatable_character and character_not_in_repertoire. */
    private static final Set<String> UNSTORABLE_TEXT = Set.of("22P05", "22021");

    private DatabaseFailures() {}

    /** Whether the same may succeed later. */
    public static boolean isAway(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof DataAccessResourceFailureException && !isBeyondLimit(each)
                    || each instanceof TransientDataAccessException
                    || each instanceof CannotCreateTransactionException) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was given text that PostgreSQL cannot hold: NUL characters, broken surrogates. */
    public static boolean isUnstorableText(Throwable failure) {
        return failure instanceof DataAccessException refused
                && refused.getRootCause() instanceof SQLException cause
                && UNSTORABLE_TEXT.contains(String.valueOf(cause.getSQLState()));
    }

    private static boolean isBeyondLimit(Throwable failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith(PROGRAM_LIMIT_EXCEEDED);
    }
}
