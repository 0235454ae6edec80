package com.aimatrix.benchmarks.tracking;

import com.aimatrix.benchmarks.load.Connection;
import com.aimatrix.benchmarks.load.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with MLflow's paths. */
record TrackingServer(Target target) {

    static final String API = "/api/2.0/mlflow/";

    static byte[] request(String path, String json) {
        return Connection.post(API + path, json);
    }

    /** The answer to one request. */
    JsonNode post(String path, String json) {
        try (var connection = new Connection(target.address())) {
            Connection.Answer answer = connection.send(request(path, json));
            if (answer.status() != 200) {
                throw new IllegalStateException("%s answered %d %s".formatted(path, answer.status(), answer.text()));
            }
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String experiment(String name) {
        return post("experiments/create", "{\"name\": \"%s %d\"}".formatted(name, System.nanoTime()))
                .get("experiment_id")
                .asString();
    }

    String run(String experiment) {
        return post("runs/create", "{\"experiment_id\": \"%s\", \"start_time\": 1700000000000}".formatted(experiment))
                .at("/run/info/run_id")
                .asString();
    }
}
