package com.aimatrix.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerIT {

    @TempDir
    Path folder;

    @Test
    void vectorsAreComparedAndIndexed() throws SQLException {
        try (EmbeddedPostgresServer server = start(0);
                Connection connection = connect(server);
                Statement sql = connection.createStatement()) {
            sql.execute("create extension vector");
            sql.execute("create table point (id int primary key, place vector(3) not null)");
            sql.execute("insert into point values (1, '[1,0,0]'), (2, '[0,1,0]'), (3, '[0.9,0.1,0]')");
            sql.execute("create index on point using hnsw (place vector_cosine_ops)");
            sql.execute("set enable_seqscan = off");

            assertThat(
                            text(
                                    sql,
                                    "select string_agg(id::text, ',') from (select id from point order by place <=> '[1,0,0]') p"))
                    .isEqualTo("1,3,2");
            assertThat(text(sql, "explain select id from point order by place <=> '[1,0,0]' limit 1"))
                    .contains("Limit");
            assertThat(text(sql, "select indexdef from pg_indexes where indexdef like '%hnsw%'"))
                    .contains("vector_cosine_ops");
            assertThat(text(sql, "select '[1,2,3]'::vector <-> '[4,6,3]'::vector"))
                    .isEqualTo("5");
        }
    }

    @Test
    void committedRowsAreThereAfterARestart() throws SQLException {
        try (EmbeddedPostgresServer server = start(0);
                Connection connection = connect(server);
                Statement sql = connection.createStatement()) {
            sql.execute("create table note as select 'kept' as body");
            assertThat(text(sql, "show fsync")).isEqualTo("on");
            assertThat(text(sql, "show synchronous_commit")).isEqualTo("on");
        }
        try (EmbeddedPostgresServer server = start(0);
                Connection connection = connect(server);
                Statement sql = connection.createStatement()) {
            assertThat(text(sql, "select body from note")).isEqualTo("kept");
        }
    }

    @Test
    void aServerOrphanedByAKilledJvmIsStoppedAndItsDataKept() throws IOException, InterruptedException, SQLException {
        long orphan = orphan();

        try (EmbeddedPostgresServer server = start(0);
                Connection connection = connect(server);
                Statement sql = connection.createStatement()) {
            assertThat(PostgresProcesses.runsOn(orphan, folder.resolve("data")))
                    .as("the orphan runs")
                    .isFalse();
            assertThat(text(sql, "select body from note")).isEqualTo("written before the kill");
        }
    }

    @Test
    void anOrphanIsStoppedWithoutStartingAnother() throws IOException, InterruptedException {
        long orphan = orphan();

        assertThat(EmbeddedPostgresServer.stopOrphan(folder)).isTrue();
        assertThat(PostgresProcesses.runsOn(orphan, folder.resolve("data"))).isFalse();
        assertThat(EmbeddedPostgresServer.stopOrphan(folder)).isFalse();
    }

    /** A PostgreSQL whose JVM was killed after a commit. */
    private long orphan() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeepsPostgresRunning.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(jvm.inputReader().readLine()).isEqualTo("ready");
        jvm.destroyForcibly();
        assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        long orphan = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
        assertThat(PostgresProcesses.runsOn(orphan, folder.resolve("data")))
                .as("the orphan runs")
                .isTrue();
        return orphan;
    }

    @Test
    void aPidFileThatNamesAStrangerIsNoHindrance() throws IOException, SQLException {
        start(0).close();
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n");

        try (EmbeddedPostgresServer server = start(0);
                Connection connection = connect(server)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void aTakenPortIsOneClearSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start(taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessage(
                            "Port %d is taken by another program, so PostgreSQL cannot listen there; "
                                    + "stop that program or choose another port.",
                            taken.getLocalPort());
        }
    }

    @Test
    void aFolderInUseIsOneClearSentence() {
        try (EmbeddedPostgresServer server = start(0)) {
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> start(0))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use by another running AIMatrix");
        }
    }

    @Test
    void dataOfAnotherMajorVersionAreRefusedWithTheWayOut() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/PG_VERSION"), "9\n");

        assertThatThrownBy(() -> start(0))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("written by PostgreSQL 9")
                .hasMessageContaining("apt-get install");
    }

    private EmbeddedPostgresServer start(int port) {
        return EmbeddedPostgresServer.start(folder, port, Durability.DURABLE);
    }

    private static Connection connect(EmbeddedPostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
    }

    private static String text(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            assertThat(rows.next()).as("a row for: %s", query).isTrue();
            return rows.getString(1);
        }
    }
}
