package com.aimatrix.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestServersIT {

    @Test
    void aFreshDatabaseIsEmptyAndKnowsVectors() throws SQLException {
        String url = TestServers.freshDatabase("fresh");
        assertThat(TestServers.freshDatabase("fresh")).isNotEqualTo(url);
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            sql.execute("create extension vector");
            try (ResultSet tables = sql.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
                tables.next();
                assertThat(tables.getInt(1)).isZero();
            }
        }
    }

    @Test
    void aPrefixThatIsNoWordIsRefused() {
        assertThatThrownBy(() -> TestServers.freshDatabase("drop table"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower-case letters");
    }

    @Test
    void kafkaAnswers() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void processesOfOneBuildShareTheServersWhichEndWithTheBuild() throws IOException, InterruptedException {
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildWithTwoForks.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = build.inputReader();
        String first = output.readLine();
        String second = output.readLine();
        assertThat(first).startsWith("servers ");
        assertThat(second).isEqualTo(first);
        ProcessHandle servers =
                ProcessHandle.of(Long.parseLong(first.split(" ")[1])).orElseThrow();
        Path folder = Path.of(first.split(" ")[2]);
        assertThat(servers.isAlive()).isTrue();
        assertThat(folder).isDirectory();

        build.destroyForcibly();
        assertThat(build.waitFor(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.notExists(folder));
    }
}
