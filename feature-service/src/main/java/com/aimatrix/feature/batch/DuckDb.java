package com.aimatrix.feature.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * DuckDB in this process, for reading and writing columnar files: two threads and a bounded memory, larger work goes to a folder
 * that is deleted at the end. It touches the files that it is opened for and nothing else: no other file, no network, no
 * extension, and none of this can be changed by what it runs. It is loaded when it is first needed.
 */
public final class DuckDb implements AutoCloseable {

    private static final String MEMORY = "256MB";
    private static final String LARGEST_TEMPORARY = "20GB";
    private static final String REASON = "Error: ";

    private final Path folder;
    private final Connection connection;

    private DuckDb(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /** @param places files, and folders with what is in them, that it may read and write */
    public static DuckDb open(Path... places) throws SQLException {
        try {
            Path folder = Files.createTempDirectory("aimatrix-duckdb");
            var settings = new Properties();
            settings.setProperty("memory_limit", MEMORY);
            settings.setProperty("threads", "2");
            settings.setProperty("temp_directory", folder.toString());
            settings.setProperty("max_temp_directory_size", LARGEST_TEMPORARY);
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("autoload_known_extensions", "false");
            settings.setProperty("allow_community_extensions", "false");
            // Rows come while they are computed, instead of all of them at once.
            settings.setProperty("jdbc_stream_results", "true");
            var duck = new DuckDb(folder, connect(folder, settings));
            try {
                duck.confine(places);
                return duck;
            } catch (SQLException e) {
                duck.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection connect(Path folder, Properties settings) throws SQLException, IOException {
        try {
            return DriverManager.getConnection("jdbc:duckdb:", settings);
        } catch (SQLException e) {
            FileSystemUtils.deleteRecursively(folder);
            throw e;
        }
    }

    private void confine(Path... places) throws SQLException {
        execute("set TimeZone = 'UTC'");
        execute("set allowed_paths = " + literals(Stream.of(places).filter(each -> !Files.isDirectory(each))));
        execute("set allowed_directories = " + literals(Stream.of(places).filter(Files::isDirectory)));
        execute("set enable_external_access = false");
        execute("set lock_configuration = true");
    }

    private static String literals(Stream<Path> paths) {
        return paths.map(each -> literal(each.toString())).collect(Collectors.joining(", ", "[", "]"));
    }

    public Connection connection() {
        return connection;
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What DuckDB says is wrong, for people: one line, without the place in the statement. */
    static String reason(SQLException failure) {
        String[] lines = String.valueOf(failure.getMessage()).split("\n");
        return Stream.of(lines)
                .filter(line -> line.startsWith(REASON))
                .map(line -> line.substring(REASON.length()))
                .findFirst()
                .orElse(lines[0]);
    }

    /** A text as a literal of SQL. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name as an identifier of SQL. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
