package com.aimatrix.feature.batch;

import com.aimatrix.kit.problem.ApiProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One SELECT with {@code :from} and {@code :to}, as it is sent to a database. */
final class SelectQuery {

    private static final String FIELD = "from.query";
    private static final int MOST_CHARACTERS = 100_000;
    private static final Pattern BEGINNING = Pattern.compile("(?is)\\s*+\\(*+\\s*+(select|with)\\b.*");

    /** What is quoted or a comment, a cast, a question mark (which a driver would take for a parameter), a parameter. */
    private static final Pattern TOKEN =
            Pattern.compile("(?s)'[^']*+'|\"[^\"]*+\"|--[^\\n]*+|/\\*.*?(?:\\*/|\\z)|::|(\\?)|:([A-Za-z_]\\w*)");

    private final String sql;
    private final List<Instant> parameters;

    private SelectQuery(String sql, List<Instant> parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    /** @throws ApiProblem 400 when it is not one SELECT, or it and the period do not fit together */
    static SelectQuery of(BatchRequest.From asked) {
        return of(asked.query(), asked.from(), asked.to());
    }

    private static SelectQuery of(String text, Instant from, Instant to) {
        if (text != null && text.length() > MOST_CHARACTERS) {
            throw ApiProblem.badField(
                    FIELD, "expected at most %d characters, got %d".formatted(MOST_CHARACTERS, text.length()));
        }
        if (text == null || !BEGINNING.matcher(text).matches()) {
            throw ApiProblem.badField(FIELD, "expected one SELECT");
        }
        if (text.indexOf(';') >= 0) {
            throw ApiProblem.badField(FIELD, "expected one SELECT without a semicolon; in text write chr(59)");
        }
        var parameters = new ArrayList<Instant>();
        var sql = new StringBuilder();
        boolean[] used = new boolean[2];
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String replacement = token.group();
            if (token.group(1) != null) {
                replacement = "??";
            } else if (token.group(2) != null) {
                replacement = "?";
                boolean first = token.group(2).equals("from");
                used[first ? 0 : 1] = true;
                parameters.add(parameter(token.group(2), from, to));
            }
            token.appendReplacement(sql, Matcher.quoteReplacement(replacement));
        }
        token.appendTail(sql);
        if (from != null && !used[0] || to != null && !used[1]) {
            throw ApiProblem.badField(FIELD, "expected :from and :to where a period is given");
        }
        return new SelectQuery(sql.toString(), parameters);
    }

    private static Instant parameter(String name, Instant from, Instant to) {
        Instant value = switch (name) {
            case "from" -> from;
            case "to" -> to;
            default -> throw ApiProblem.badField(FIELD, "expected :from and :to alone, got :" + name);
        };
        if (value == null) {
            throw ApiProblem.badField("from." + name, "expected a time (RFC 3339), the query has :" + name);
        }
        return value;
    }

    /** The statement, its parameters bound. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i).atOffset(ZoneOffset.UTC));
        }
        return statement;
    }
}
