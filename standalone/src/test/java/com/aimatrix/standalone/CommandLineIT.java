package com.aimatrix.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformProcess;
import com.aimatrix.standalone.platform.PlatformState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineIT {

    private static final int NOTHING_RUNS = 3;

    @TempDir
    Path directory;

    @AfterEach
    void stopWhatRuns() {
        PlatformProcess.stop(folder());
    }

    @Test
    void aKilledPlatformComesBackWithItsData() throws IOException, InterruptedException, SQLException {
        assertThat(aimatrix("status").exitCode).isEqualTo(NOTHING_RUNS);

        Said up = aimatrix("up", "--detach", "--port", String.valueOf(freePort()));
        assertThat(up.exitCode).as(up.output).isZero();
        assertThat(up.output).contains("AIMatrix is ready");
        Said status = aimatrix("status");
        assertThat(status.exitCode).as(status.output).isZero();
        assertThat(status.output).contains("feature-service").doesNotContain("unreachable");
        sql("create table kept as select 42 as answer");

        ProcessHandle platform = ProcessHandle.of(running().pid()).orElseThrow();
        platform.destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> PlatformState.running(folder()).isEmpty());
        assertThat(aimatrix("status").exitCode).isEqualTo(NOTHING_RUNS);

        Path settings = Files.writeString(
                directory.resolve("settings.yml"),
                "gateway: {aimatrix: {access: {users: {ann: {token-sha256: \"%s\"}}}}}".formatted("0".repeat(64)));
        Said again =
                aimatrix("up", "--detach", "--settings", settings.toString(), "--port", String.valueOf(freePort()));
        assertThat(again.exitCode).as(again.output).isZero();
        assertThat(statusOf(running().gateway().resolve("/api/v1/registry/models")))
                .as("there are users now")
                .isEqualTo(401);
        assertThat(sql("select answer from kept")).isEqualTo("42");
        Said second = aimatrix("up", "--detach", "--port", String.valueOf(freePort()));
        assertThat(second.exitCode).isEqualTo(1);
        assertThat(second.output).contains("AIMatrix runs on these data already");
        assertThat(aimatrix("logs", "-n", "5").output.lines()).hasSize(5);

        assertThat(aimatrix("down").output).contains("AIMatrix is stopped");
        assertThat(aimatrix("status").exitCode).isEqualTo(NOTHING_RUNS);
        assertThat(aimatrix("down").output).contains("Nothing runs");
    }

    @Test
    void aTakenPortIsOneClearSentence() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Said up = aimatrix("up", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(up.exitCode).isEqualTo(1);
            assertThat(up.output)
                    .contains("Nothing can listen on 127.0.0.1:%d".formatted(taken.getLocalPort()))
                    .contains("choose another with --port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anUnreachableDatabaseIsOneClearSentenceWithoutItsPassword() throws IOException, InterruptedException {
        Said up = aimatrix(
                "up",
                "--detach",
                "--port",
                String.valueOf(freePort()),
                "--database-url",
                "jdbc:postgresql://127.0.0.1:1/none?user=me&password=secret");

        assertThat(up.exitCode).isEqualTo(1);
        assertThat(up.output)
                .contains("The database at jdbc:postgresql://127.0.0.1:1/none?user=me&password=*** cannot be reached")
                .doesNotContain("secret", "\tat ");
    }

    @Test
    void aFolderThatCannotBeMadeIsOneClearSentence() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("data"), "a file, not a folder");

        Said up = aimatrix("up", "--port", String.valueOf(freePort()));

        assertThat(up.exitCode).isEqualTo(1);
        assertThat(up.output).contains("cannot be written").contains("--data").doesNotContain("\tat ");
        Files.delete(directory.resolve("data"));
    }

    @Test
    void helpNamesEveryCommand() throws IOException, InterruptedException {
        Said help = aimatrixAlone("--help");

        assertThat(help.exitCode).isZero();
        assertThat(help.output).contains("up", "status", "logs", "down");
    }

    private PlatformFolder folder() {
        return new PlatformFolder(directory.resolve("data"));
    }

    private PlatformState running() {
        return PlatformState.running(folder()).orElseThrow();
    }

    private static int statusOf(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private String sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(running().databaseUrl());
                Statement sql = connection.createStatement()) {
            if (!sql.execute(statement)) {
                return null;
            }
            try (ResultSet rows = sql.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private record Said(int exitCode, String output) {}

    private Said aimatrix(String command, String... arguments) throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of(command, "--data", folder().root().toString()));
        all.addAll(List.of(arguments));
        return aimatrixAlone(all.toArray(String[]::new));
    }

    /** As the launcher does it, without the building. */
    private Said aimatrixAlone(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AimatrixCommand.class.getName()));
        line.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "said", ".txt");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(240, TimeUnit.SECONDS))
                .as("an end of %s", line)
                .isTrue();
        return new Said(process.exitValue(), Files.readString(output));
    }
}
