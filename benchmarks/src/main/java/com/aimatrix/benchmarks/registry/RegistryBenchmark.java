package com.aimatrix.benchmarks.registry;

import com.aimatrix.benchmarks.load.Connection;
import com.aimatrix.benchmarks.load.Load;
import com.aimatrix.benchmarks.load.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** Aliases, versions and searches of a server with MLflow's registry paths. */
final class RegistryBenchmark {

    private static final String API = "/api/2.0/mlflow/";
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUp", 10));
    private static final int MODELS = 100;
    private static final int VERSIONS = Integer.getInteger("versions", 10_000);

    private final Target target;
    private final Duration duration;

    RegistryBenchmark(Target target, Duration duration) {
        this.target = target;
        this.duration = duration;
    }

    /** Aliases of 100 models with 10 versions each. */
    void reads() {
        String prefix = models("reads");
        for (int i = 0; i < MODELS; i++) {
            for (int version = 1; version <= 10; version++) {
                require(create(prefix + i, version));
            }
            require(alias(prefix + i, "champion", 10));
        }
        List<byte[]> aliases =
                Load.prepared(MODELS, i -> get("registered-models/alias?name=%s&alias=champion".formatted(prefix + i)));
        List<byte[]> models = Load.prepared(MODELS, i -> get("registered-models/get?name=%s".formatted(prefix + i)));
        for (int clients : new int[] {1, 8}) {
            measure("alias lookup", clients, i -> aliases.get(i % MODELS));
        }
        measure("registered model", 1, i -> models.get(i % MODELS));
    }

    void writes() {
        String prefix = models("writes");
        for (int i = 0; i < MODELS; i++) {
            require(create(prefix + i, 1));
        }
        for (int clients : new int[] {1, 8, 32}) {
            measure("set an alias, 100 models", clients, i -> alias(prefix + i % MODELS, "champion", 1));
        }
        for (int clients : new int[] {1, 8}) {
            measure("create a version, 100 models", clients, i -> create(prefix + i % MODELS, i));
        }
        measure("create a version, 1 model", 32, i -> create(prefix + 0, i));
    }

    /** One model with 10,000 versions. */
    void search() {
        String model = models("search") + 0;
        List<byte[]> requests = Load.prepared(VERSIONS, i -> create(model, i));
        Load.runEach(target, 8, requests);
        measure("search %,d versions: first 100".formatted(VERSIONS), 1, find("name = '%s'".formatted(model), 100));
        measure(
                "search %,d versions: one run".formatted(VERSIONS),
                1,
                find("name = '%s' and run_id = 'run-77'".formatted(model), 100));
        measure("search %,d versions: all".formatted(VERSIONS), 1, find("name = '%s'".formatted(model), VERSIONS));
    }

    private static IntFunction<byte[]> find(String filter, int limit) {
        byte[] request = get("model-versions/search?filter=%s&max_results=%d"
                .formatted(URLEncoder.encode(filter, StandardCharsets.UTF_8), limit));
        return i -> request;
    }

    private void measure(String what, int clients, IntFunction<byte[]> request) {
        Load.run(target, clients, WARM_UP, request);
        Load.run(target, clients, duration, request).print(target.name(), what, clients, 0);
    }

    private String models(String name) {
        String prefix = "%s-%d-".formatted(name, System.nanoTime());
        for (int i = 0; i < MODELS; i++) {
            require(Connection.post(API + "registered-models/create", "{\"name\": \"%s%d\"}".formatted(prefix, i)));
        }
        return prefix;
    }

    private static byte[] create(String model, int number) {
        return Connection.post(
                API + "model-versions/create",
                "{\"name\": \"%s\", \"source\": \"s3://bucket/model/%d\", \"run_id\": \"run-%d\", \"tags\": [{\"key\": \"k\", \"value\": \"v\"}]}"
                        .formatted(model, number, number));
    }

    private static byte[] alias(String model, String alias, int version) {
        return Connection.post(
                API + "registered-models/alias",
                "{\"name\": \"%s\", \"alias\": \"%s\", \"version\": \"%d\"}".formatted(model, alias, version));
    }

    private static byte[] get(String path) {
        return Connection.get(API + path);
    }

    private void require(byte[] request) {
        try (var connection = new Connection(target.address())) {
            Connection.Answer answer = connection.send(request);
            if (answer.status() != 200) {
                throw new IllegalStateException("answered %d %s".formatted(answer.status(), answer.text()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
