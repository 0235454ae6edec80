package com.aimatrix.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.kit.boot.Services;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A gateway that has users. */
class AccessIT {

    private static final String MLFLOW = "/api/2.0/mlflow/experiments/get?experiment_id=0";
    private static final AtomicInteger passed = new AtomicInteger();
    private static final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static HttpServer backend;
    private static ConfigurableApplicationContext gateway;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            passed.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        backend.start();
        String up = "http://127.0.0.1:" + backend.getAddress().getPort();
        gateway = Services.prepare(GatewayApplication.class, "gateway")
                .run(
                        "--server.port=0",
                        "--aimatrix.services.feature-url=" + up,
                        "--aimatrix.services.training-url=" + up,
                        "--aimatrix.services.registry-url=" + up,
                        "--aimatrix.services.serving-url=" + up,
                        "--aimatrix.services.monitoring-url=" + up,
                        "--aimatrix.access.users.ann.password=" + new BCryptPasswordEncoder(4).encode("corn:flower"),
                        // SHA-256 of "sesame"
                        "--aimatrix.access.users.robot.token-sha256=d0c04f4b1951e4aeaaec8223ed2039e542f3aae805a6fa7f6d794e5afff5d272");
        address = "http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.stop(0);
    }

    @Test
    void usersPassByPasswordAndByToken() throws Exception {
        assertThat(status(MLFLOW, basic("ann", "corn:flower"))).isEqualTo(200);
        assertThat(status(MLFLOW, basic("ann", "corn:flower"))).as("again").isEqualTo(200);
        assertThat(status("/api/v1/registry/models", "Bearer sesame")).isEqualTo(200);
        assertThat(status("/api/v1/predict/m", "bearer sesame")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer sesam",
                "Bearer sesame sesame",
                "Basic not-base64!",
                "Basic YW5u",
                "Digest sesame",
                "Basic"
            })
    void nobodyElsePasses(String authorization) throws Exception {
        int before = passed.get();

        assertThat(status(MLFLOW, authorization)).isEqualTo(401);

        assertThat(passed.get()).isEqualTo(before);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreRefusedAlike() throws Exception {
        assertThat(status(MLFLOW, basic("ann", "corn"))).isEqualTo(401);
        assertThat(status(MLFLOW, basic("bob", "corn:flower"))).isEqualTo(401);
        assertThat(status(MLFLOW, basic("robot", "sesame")))
                .as("a token is no password")
                .isEqualTo(401);
    }

    @Test
    void aRefusalIsInTheWordsOfWhoAsks() throws Exception {
        HttpResponse<String> mlflow = get(MLFLOW, "");
        HttpResponse<String> ours = get("/api/v1/registry/models", "");

        assertThat(mlflow.body()).contains("\"error_code\":\"UNAUTHENTICATED\"");
        assertThat(mlflow.headers().allValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"AIMatrix ML\", charset=\"UTF-8\"", "Bearer");
        assertThat(ours.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ours.body()).contains("\"status\":401", "HTTP Basic");
    }

    @Test
    void healthIsOpenAndNothingThatLooksLikeIt() throws Exception {
        assertThat(status("/actuator/health", "")).isEqualTo(200);
        assertThat(status("/actuator/health/readiness", "")).isEqualTo(200);
        assertThat(status("/actuator/prometheus", "")).isEqualTo(401);
        for (String path : new String[] {
            "/actuator/health/../../api/v1/registry/models",
            "/api/v1/registry/../../../actuator/health",
            "/actuator/health;/x",
            "/actuator/health/",
            "//health"
        }) {
            assertThat(status(path, "")).as(path).isIn(400, 401, 404);
        }
    }

    @Test
    void aUserThatIsSetWrongKeepsTheGatewayFromStarting() {
        assertThatThrownBy(() -> Services.prepare(GatewayApplication.class, "gateway")
                        .run("--server.port=0", "--aimatrix.access.users.ann.password=plain")
                        .close())
                .rootCause()
                .hasMessageContaining("expected a bcrypt hash");
    }

    private static String basic(String user, String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString("%s:%s".formatted(user, password).getBytes(StandardCharsets.UTF_8));
    }

    private static int status(String path, String authorization) throws Exception {
        return get(path, authorization).statusCode();
    }

    private static HttpResponse<String> get(String path, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
