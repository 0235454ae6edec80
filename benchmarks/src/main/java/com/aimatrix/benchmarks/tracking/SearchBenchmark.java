package com.aimatrix.benchmarks.tracking;

import com.aimatrix.benchmarks.load.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Searches in an experiment of 10,000 runs with 10 metrics, 10 params and 5 tags each. */
final class SearchBenchmark {

    private static final int RUNS = Integer.getInteger("runs", 10_000);

    private final TrackingServer server;
    private final Duration duration;

    SearchBenchmark(TrackingServer server, Duration duration) {
        this.server = server;
        this.duration = duration;
    }

    void run() {
        String experiment = server.experiment("search");
        fill(experiment);
        String filtered = """
                {"experiment_ids": ["%s"], "filter": "metrics.m1 > 0.5 and params.p1 = '3'", "order_by": ["metrics.m2 DESC"],
                 "max_results": 100}""".formatted(experiment);
        measure("filter+order, first 100", filtered);
        measure("first 1000", "{\"experiment_ids\": [\"%s\"], \"max_results\": 1000}".formatted(experiment));
        for (int i = 0; i < 3; i++) {
            pages(experiment);
        }
    }

    private void measure(String what, String question) {
        byte[] request = TrackingServer.request("runs/search", question);
        Load.run(server.target(), 1, Duration.ofSeconds(3), i -> request);
        Load.run(server.target(), 1, duration, i -> request)
                .print(server.target().name(), "search %,d: %s".formatted(RUNS, what), 1, 0);
    }

    private void pages(String experiment) {
        long started = System.nanoTime();
        int found = 0;
        String token = "";
        do {
            JsonNode page = server.post(
                    "runs/search",
                    "{\"experiment_ids\": [\"%s\"], \"max_results\": 1000, \"page_token\": \"%s\"}"
                            .formatted(experiment, token));
            found += page.path("runs").size();
            token = page.path("next_page_token").asString("");
        } while (!token.isEmpty());
        System.out.printf(
                "%-10s search: all %,d runs in pages of 1,000 in %.2f s, the client's reading included%n",
                server.target().name(), found, (System.nanoTime() - started) / 1e9);
    }

    private void fill(String experiment) {
        var random = new SplittableRandom(7);
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(server.run(experiment));
        }
        List<byte[]> requests = Load.prepared(RUNS, i -> batch(runs.get(i), random));
        Load.Result result = Load.runEach(server.target(), 8, requests);
        System.out.printf(
                "%-10s filled %,d runs%s%n",
                server.target().name(), RUNS, result.failures() == 0 ? "" : "  FAILED: " + result.failures());
    }

    private static byte[] batch(String run, SplittableRandom random) {
        var metrics = new StringJoiner(",");
        var params = new StringJoiner(",");
        var tags = new StringJoiner(",");
        for (int i = 0; i < 10; i++) {
            metrics.add("{\"key\": \"m%d\", \"value\": %f, \"timestamp\": 1700000000000, \"step\": 1}"
                    .formatted(i, random.nextDouble()));
            params.add("{\"key\": \"p%d\", \"value\": \"%d\"}".formatted(i, random.nextInt(10)));
        }
        for (int i = 0; i < 5; i++) {
            tags.add("{\"key\": \"t%d\", \"value\": \"%d\"}".formatted(i, random.nextInt(10)));
        }
        return TrackingServer.request(
                "runs/log-batch",
                "{\"run_id\": \"%s\", \"metrics\": [%s], \"params\": [%s], \"tags\": [%s]}"
                        .formatted(run, metrics, params, tags));
    }
}
