package com.aimatrix.feature.batch;

import com.aimatrix.feature.FeatureSettings;
import com.aimatrix.feature.FeatureSettings.Database;
import com.aimatrix.kit.problem.ApiProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The databases of the configuration, for reading alone. */
@Component
class Databases {

    private static final Logger log = LoggerFactory.getLogger(Databases.class);

    /** Classes of SQL states: no connection, no authorization, no resources, the server goes down. */
    private static final List<String> AWAY = List.of("08", "28", "53", "57P");

    private static final String CONNECT_SECONDS = "10";
    private static final Duration DEAD = Duration.ofMinutes(1);

    private final FeatureSettings settings;

    Databases(FeatureSettings settings) {
        this.settings = settings;
    }

    /** @throws ApiProblem 400 when the configuration names no such database */
    private Database named(String name) {
        Database database = name == null ? null : settings.databases().get(name);
        if (database == null) {
            throw ApiProblem.badField(
                    "from.database",
                    "there is no database named %s in the configuration; there are %s"
                            .formatted(name, settings.databases().keySet()));
        }
        return database;
    }

    /** A connection in a transaction that can only read, in UTC; each answer must come within the database's timeout. */
    Connection open(String name) throws SQLException {
        Database database = named(name);
        var properties = new Properties();
        if (database.username() != null) {
            properties.setProperty("user", database.username());
        }
        if (database.password() != null) {
            properties.setProperty("password", database.password());
        }
        properties.setProperty("ApplicationName", "aimatrix batches");
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty(
                "socketTimeout", String.valueOf(database.timeout().plus(DEAD).toSeconds()));
        Connection connection = DriverManager.getConnection(database.url(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            statement.execute(
                    "set statement_timeout = %d".formatted(database.timeout().toMillis()));
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The columns that a query gives, without running it.
     *
     * @throws ApiProblem 400 when the database refuses the query, 503 when it cannot be reached
     */
    List<TableColumn> describe(String name, SelectQuery query) {
        try (Connection connection = open(name);
                PreparedStatement statement = query.prepare(connection)) {
            ResultSetMetaData metaData = statement.getMetaData();
            if (metaData == null) {
                throw ApiProblem.badField("from.query", "expected one SELECT");
            }
            return columns(metaData);
        } catch (SQLException e) {
            throw problem(name, e);
        }
    }

    /** @throws ApiProblem 400 when two columns have one name */
    static List<TableColumn> columns(ResultSetMetaData metaData) throws SQLException {
        var columns = new ArrayList<TableColumn>();
        var seen = new HashSet<String>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            String name = metaData.getColumnLabel(i);
            if (!seen.add(name)) {
                throw ApiProblem.badField("from.query", "the column %s stands twice".formatted(name));
            }
            columns.add(new TableColumn(name, metaData.getColumnTypeName(i)));
        }
        return columns;
    }

    /** What a failure of a database means for whoever asked; how it is reached is nobody's business. */
    static ApiProblem problem(String name, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (AWAY.stream().anyMatch(state::startsWith)) {
            log.warn("The database {} cannot be used: {}", name, failure.getMessage());
            return ApiProblem.unavailable("database-away", "the database %s cannot be used just now".formatted(name));
        }
        return ApiProblem.badField("from.query", "the database refuses it: " + failure.getMessage());
    }
}
