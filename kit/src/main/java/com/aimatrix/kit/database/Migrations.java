package com.aimatrix.kit.database;

import com.aimatrix.kit.boot.StartupProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema {@code kit} and one service's schema up to date. Each schema is owned by a role of its own, and the
 * migrations run as that role, so that no service can touch another's tables.
 */
public class Migrations {

    /** Arbitrary, but the same everywhere: several services start at once on one database. */
    private static final long LOCK = 4_711_000_001L;

    /** May use the tables of {@code kit}; each service's role is a member. */
    private static final String KIT_USER = "aimatrix_kit_user";

    private final DatabaseSettings settings;

    public Migrations(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** The database role of a schema. */
    static String role(String schema) {
        return "aimatrix_" + schema;
    }

    /**
     * @param schema a lower-case word
     * @throws StartupProblem when the database cannot be reached or a migration fails
     */
    public void migrate(String schema) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(LOCK));
            statement.execute("create extension if not exists vector");
            statement.execute(createRole(KIT_USER));
            for (String each : new String[] {"kit", schema}) {
                statement.execute(createRole(role(each)));
                statement.execute(createSchema(each));
                flyway(each).migrate();
            }
            statement.execute("grant %s to %s".formatted(KIT_USER, role(schema)));
            statement.execute("select pg_advisory_unlock(%d)".formatted(LOCK));
        } catch (SQLException e) {
            throw new StartupProblem(
                    "The database at %s cannot be used: %s".formatted(withoutSecrets(), e.getMessage()), e);
        } catch (FlywayException e) {
            throw new StartupProblem("The schema %s cannot be migrated: %s".formatted(schema, e.getMessage()), e);
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        if (settings.username() != null) {
            properties.setProperty("user", settings.username());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        return DriverManager.getConnection(settings.url(), properties);
    }

    private Flyway flyway(String schema) {
        return Flyway.configure()
                .dataSource(settings.url(), settings.username(), settings.password())
                .schemas(schema)
                .createSchemas(false)
                .defaultSchema(schema)
                .initSql("set role " + role(schema))
                .locations("classpath:db/migration/" + schema)
                .load();
    }

    /** Roles belong to the whole cluster: a service of another database may be making the same one. */
    private static String createRole(String role) {
        return """
                do $$ begin
                  begin
                    if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s nologin; end if;
                  exception when duplicate_object or unique_violation then null;
                  end;
                end $$
                """.formatted(role);
    }

    private static String createSchema(String schema) {
        return """
                do $$ begin
                  if not pg_has_role(current_user, '%2$s', 'member') then grant %2$s to current_user; end if;
                  create schema if not exists %1$s authorization %2$s;
                end $$
                """.formatted(schema, role(schema));
    }

    private String withoutSecrets() {
        return settings.url().replaceAll("(?i)(password=)[^&]*", "$1***");
    }
}
