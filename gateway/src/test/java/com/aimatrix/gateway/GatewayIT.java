package com.aimatrix.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.kit.boot.Services;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as it is started, before five small HTTP servers; one of them is not there. */
class GatewayIT {

    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS = 4_000;

    private static final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private static final JsonMapper json = new JsonMapper();
    private static final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static ExecutorService threads;
    private static HttpServer backend;
    private static ConfigurableApplicationContext gateway;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        threads = Executors.newCachedThreadPool();
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.setExecutor(threads);
        backend.createContext(
                "/",
                exchange -> handlers.getOrDefault(exchange.getRequestURI().getPath(), GatewayIT::echo)
                        .handle(exchange));
        backend.start();
        String up = "http://127.0.0.1:" + backend.getAddress().getPort();
        gateway = Services.prepare(GatewayApplication.class, "gateway")
                .run(
                        "--server.port=0",
                        "--aimatrix.services.feature-url=" + up,
                        "--aimatrix.services.training-url=" + up,
                        "--aimatrix.services.registry-url=" + up,
                        "--aimatrix.services.serving-url=" + up,
                        "--aimatrix.services.monitoring-url=http://127.0.0.1:" + unusedPort());
        address = "http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.stop(0);
        threads.shutdownNow();
    }

    @Test
    void eachPathReachesItsServiceWithMethodQueryAndBody() throws Exception {
        for (String path : new String[] {"features/x", "training/x", "registry/x", "predict/flights"}) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path + "?a=1&b=%20"))
                            .method("PATCH", BodyPublishers.ofString("hello"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("PATCH /api/v1/%s?a=1&b=%%20 hello", path);
        }
    }

    @Test
    void clientsOfFeastsFeatureServerReachTheFeaturesByItsOwnPaths() throws Exception {
        for (String path : new String[] {
            "get-online-features",
            "write-to-online-store",
            "push",
            "materialize?async=true",
            "materialize-incremental",
            "search",
            "retrieve-online-documents"
        }) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address + "/" + path))
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("POST /%s {}", path);
        }
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void mlflowsPathsGoToTheTrackingServerAndTheRegistry() throws Exception {
        for (String path : List.of(
                "/api/2.0/mlflow/runs/create",
                "/ajax-api/2.0/mlflow/experiments/search",
                "/api/3.0/mlflow/server-info",
                "/api/2.0/mlflow-artifacts/artifacts/0/x",
                "/version",
                "/api/2.0/mlflow/registered-models/create",
                "/api/2.0/mlflow/model-versions/search")) {
            assertThat(get(path).body()).as(path).isEqualTo("GET " + path + " ");
        }
    }

    @Test
    void aServerSentEventArrivesWhileTheServiceWaitsForTheNext() throws Exception {
        var firstRead = new CountDownLatch(1);
        handlers.put("/api/v1/features/live", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write("id: 1\ndata: first\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                awaitOrFail(firstRead);
                out.write("id: 2\ndata: second\n\n".getBytes(StandardCharsets.UTF_8));
            }
        });

        HttpResponse<Stream<String>> answer = http.send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1/features/live"))
                        .build(),
                BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            assertThat(lines.peek(line -> firstRead.countDown())).contains("data: first", "data: second");
        }
    }

    @Test
    void theStatusAndHeadersOfTheServicePass() throws Exception {
        handlers.put("/api/v1/registry/refused", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().add("X-Mine", "kept");
            exchange.sendResponseHeaders(409, -1);
            exchange.close();
        });

        HttpResponse<String> answer = get("/api/v1/registry/refused");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("X-Mine")).contains("kept");
    }

    @Test
    void aServiceThatIsAwayIsNamedInAProblemAndMayBeAskedAgain() throws Exception {
        HttpResponse<String> answer = get("/api/v1/monitoring/models/flights/status");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("code").stringValue()).isEqualTo("service-unreachable");
        assertThat(problem.get("service").stringValue()).isEqualTo("monitoring");
        assertThat(problem.get("detail").stringValue())
                .contains("monitoring service")
                .doesNotContain("Exception");
    }

    @Test
    void aLargeDownloadArrivesWhileTheServiceStillWrites() throws Exception {
        var firstPartRead = new CountDownLatch(1);
        handlers.put("/api/v1/features/training-sets/1/content", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                var chunk = new byte[CHUNK];
                for (int i = 0; i < CHUNKS; i++) {
                    if (i == CHUNKS / 2) {
                        awaitOrFail(firstPartRead);
                    }
                    out.write(chunk);
                }
            }
        });

        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1/features/training-sets/1/content"))
                        .build(),
                BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            assertThat(in.readNBytes(CHUNK)).hasSize(CHUNK);
            firstPartRead.countDown();
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo((CHUNKS - 1L) * CHUNK);
        }
    }

    @Test
    void aDownloadThatBreaksOffIsSeenToBreakOff() {
        handlers.put("/api/v1/features/broken", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[CHUNK]);
            exchange.getResponseBody().flush();
            throw new IOException("the service dies here");
        });

        assertThatThrownBy(() -> get("/api/v1/features/broken")).isInstanceOf(IOException.class);
    }

    @Test
    void aLargeUploadReachesTheServiceWhileItIsStillSent() throws Exception {
        var firstPartRead = new CountDownLatch(1);
        handlers.put("/api/v1/features/events", exchange -> {
            try (InputStream in = exchange.getRequestBody()) {
                long size = in.readNBytes(CHUNK).length;
                firstPartRead.countDown();
                size += in.transferTo(OutputStream.nullOutputStream());
                answer(exchange, String.valueOf(size));
            }
        });
        var body = new InputStream() {
            private int sent;

            @Override
            public int read() {
                throw new IllegalStateException("only read in blocks");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (sent >= CHUNKS / 2) {
                    awaitOrFail(firstPartRead);
                }
                int size = Math.min(length, CHUNK);
                return sent++ < CHUNKS ? size : -1;
            }
        };

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1/features/events"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofInputStream(() -> body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Long.parseLong(answer.body())).isGreaterThan(CHUNKS * 1_000L);
    }

    @Test
    void aFileGoesBothWaysWithItsPathAsItIsAndItsHeaders() throws Exception {
        String path = "/api/2.0/mlflow-artifacts/artifacts/1/a%20b%252f%C3%A4;c";
        handlers.put(
                "/api/2.0/mlflow-artifacts/artifacts/1/a b%2fä;c",
                exchange -> {
                    exchange.getResponseHeaders().add("ETag", "\"1\"");
                    if (exchange.getRequestMethod().equals("PUT")) {
                        long size = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                        answer(
                                exchange,
                                "%d %s".formatted(size, exchange.getRequestURI().getRawPath()));
                    } else {
                        exchange.getResponseHeaders()
                                .add(
                                        "Content-Range",
                                        exchange.getRequestHeaders().getFirst("Range"));
                        exchange.sendResponseHeaders(206, (long) CHUNK * CHUNKS);
                        try (OutputStream out = exchange.getResponseBody()) {
                            for (int i = 0; i < CHUNKS; i++) {
                                out.write(new byte[CHUNK]);
                            }
                        }
                    }
                });

        HttpResponse<String> up = http.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .expectContinue(true)
                        .PUT(BodyPublishers.ofByteArray(new byte[50 * CHUNK]))
                        .build(),
                BodyHandlers.ofString());
        assertThat(up.body()).isEqualTo("%d %s", 50 * CHUNK, path);

        HttpResponse<InputStream> down = http.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Range", "bytes=0-")
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(down.statusCode()).isEqualTo(206);
        assertThat(down.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(down.headers().firstValue("Content-Range")).contains("bytes=0-");
        assertThat(down.headers().firstValueAsLong("Content-Length")).hasValue((long) CHUNK * CHUNKS);
        try (InputStream in = down.body()) {
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo((long) CHUNK * CHUNKS);
        }
    }

    @Test
    void aFileOfUnknownLengthReachesTheServiceWhileItIsStillSent() throws Exception {
        var firstPartRead = new CountDownLatch(1);
        handlers.put("/ajax-api/2.0/mlflow-artifacts/artifacts/1/f", exchange -> {
            try (InputStream in = exchange.getRequestBody()) {
                long size = in.readNBytes(CHUNK).length;
                firstPartRead.countDown();
                answer(exchange, String.valueOf(size + in.transferTo(OutputStream.nullOutputStream())));
            }
        });
        var body = new InputStream() {
            private int sent;

            @Override
            public int read() {
                throw new IllegalStateException("only read in blocks");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (sent >= CHUNKS / 2) {
                    awaitOrFail(firstPartRead);
                }
                return sent++ < CHUNKS ? Math.min(length, CHUNK) : -1;
            }
        };
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address + "/ajax-api/2.0/mlflow-artifacts/artifacts/1/f"))
                        .PUT(BodyPublishers.ofInputStream(() -> body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(Long.parseLong(answer.body())).isGreaterThan(CHUNKS * 1_000L);
    }

    @Test
    void anErrorOfTheServiceIsPassedOnForAFileToo() throws Exception {
        handlers.put("/api/2.0/mlflow-artifacts/artifacts/none", exchange -> {
            byte[] problem = "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(404, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });
        for (String method : new String[] {"GET", "PUT", "DELETE", "POST"}) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address + "/api/2.0/mlflow-artifacts/artifacts/none"))
                            .method(method, BodyPublishers.ofString(method.equals("PUT") ? "x" : ""))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(method).isEqualTo(404);
            assertThat(answer.body()).contains("RESOURCE_DOES_NOT_EXIST");
        }
    }

    @Test
    void aFileThatBreaksOffIsSeenToBreakOff() {
        handlers.put("/api/2.0/mlflow-artifacts/artifacts/broken", exchange -> {
            exchange.sendResponseHeaders(200, 2L * CHUNK);
            exchange.getResponseBody().write(new byte[CHUNK]);
            exchange.getResponseBody().flush();
            throw new IOException("the service dies here");
        });

        assertThatThrownBy(() -> get("/api/2.0/mlflow-artifacts/artifacts/broken"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void oneSwaggerPageListsTheFiveServices() throws Exception {
        handlers.put("/v3/api-docs", exchange -> answer(exchange, "{\"openapi\":\"3.1.0\"}"));

        assertThat(json.readTree(get("/v3/api-docs/swagger-config").body())
                        .get("urls")
                        .findValuesAsString("url"))
                .containsExactlyInAnyOrderElementsOf(
                        json.readTree(get("/").body()).get("services").findValuesAsString("openApi"))
                .hasSize(5);
        assertThat(get("/docs/training/v3/api-docs").body()).isEqualTo("{\"openapi\":\"3.1.0\"}");
        assertThat(get("/swagger-ui/index.html").statusCode()).isEqualTo(200);
    }

    @Test
    void theIndexIsAPageForABrowser() throws Exception {
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(URI.create(address + "/"))
                        .header("Accept", "text/html,*/*;q=0.8")
                        .build(),
                BodyHandlers.ofString());

        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("/api/v1/predict");
    }

    @Test
    void itIsReadyWithoutDatabaseAndKafka() throws Exception {
        assertThat(get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").body()).contains("application=\"gateway\"");
    }

    @Test
    void anUnknownPathIsAProblemDocument() throws Exception {
        HttpResponse<String> answer = get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json.readTree(answer.body()).get("code").stringValue()).isEqualTo("http-404");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer(exchange, "%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), body));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void awaitOrFail(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("the other side never got the first part: something holds the body back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void longQueriesPassAndEndlessOnesAreRefused() throws Exception {
        String ids = "run_id=%s&".formatted("a".repeat(32)).repeat(1_000);
        var passed = http.send(
                HttpRequest.newBuilder(URI.create(address + "/api/2.0/mlflow/x?" + ids))
                        .build(),
                BodyHandlers.ofString());
        var refused = http.send(
                HttpRequest.newBuilder(URI.create(address + "/api/2.0/mlflow/x?" + "a&".repeat(10_001)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(passed.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json.readTree(refused.body()).path("code").asString()).isEqualTo("invalid-request");
    }
}
