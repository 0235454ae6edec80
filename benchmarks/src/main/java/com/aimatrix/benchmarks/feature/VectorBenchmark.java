package com.aimatrix.benchmarks.feature;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vectors over HTTP: how many rows a second are written with their index, and how much of the 10 true neighbours (those of an
 * exact search) a search by the index finds how fast, without a filter and with one that 1 % of the rows fulfil. The vectors
 * are drawn around random centres, so that they have near neighbours as embeddings do.
 */
final class VectorBenchmark {

    private static final int USUAL_VECTORS = 20_000;
    private static final int DIMENSION = 128;
    private static final int CENTRES = 200;
    private static final int BATCH = 1_000;
    private static final int QUERIES = 200;
    private static final int CLIENTS = 4;
    private static final int K = 10;
    private static final String ONE_PERCENT = ", \"filter\": [{\"feature\": \"shelf\", \"op\": \"=\", \"value\": 7}]";

    private final URI base;
    private final int vectors;
    private final SplittableRandom random = new SplittableRandom(4711);
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param base of the gateway or of the feature-service */
    VectorBenchmark(URI base) {
        this(base, USUAL_VECTORS);
    }

    VectorBenchmark(URI base, int vectors) {
        this.base = base;
        this.vectors = vectors;
    }

    void run() throws InterruptedException {
        float[][] centres = new float[CENTRES][];
        Arrays.setAll(centres, i -> unit(noise(1)));
        register();
        write(centres);
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            queries.add(Arrays.toString(near(centres)));
        }
        for (String filter : List.of("", ONE_PERCENT)) {
            search(queries, filter);
        }
    }

    private void register() {
        send("PUT", "/entities/bench_item", "{\"name\": \"bench_item\", \"joinKeys\": [\"bench_item_id\"]}");
        send("PUT", "/views/bench_vectors", """
                {"name": "bench_vectors", "entity": "bench_item", "features": [
                 {"name": "vec", "type": "VECTOR", "vector": {"dimension": %d, "metric": "COSINE"}},
                 {"name": "shelf", "type": "INT64"}]}""".formatted(DIMENSION));
    }

    private void write(float[][] centres) {
        double seconds = 0;
        for (int from = 0; from < vectors; from += BATCH) {
            var body = new StringBuilder("{\"rows\": [");
            int to = Math.min(from + BATCH, vectors);
            for (int i = from; i < to; i++) {
                body.append(i == from ? "" : ",")
                        .append("{\"entity\": {\"bench_item_id\": \"")
                        .append(i)
                        .append("\"}, \"eventTime\": \"2011-01-01T00:00:00Z\", \"values\": {\"vec\": ")
                        .append(Arrays.toString(near(centres)))
                        .append(", \"shelf\": ")
                        .append(random.nextInt(100))
                        .append("}}");
            }
            String rows = body.append("]}").toString();
            long started = System.nanoTime();
            send("POST", "/views/bench_vectors/values", rows);
            seconds += (System.nanoTime() - started) / 1e9;
        }
        System.out.printf(
                "vectors: %,d rows of %d numbers written and indexed in %.1f s = %,.0f rows/s (one client, %,d rows a request)%n",
                vectors, DIMENSION, seconds, vectors / seconds, BATCH);
    }

    private void search(List<String> queries, String filter) throws InterruptedException {
        String what = filter.isEmpty() ? "all rows" : "1 % of the rows";
        var truth = new ArrayList<Set<String>>();
        report(what + ", exact", queries, query -> truth.add(found(query, filter, ", \"exact\": true")));
        for (int efSearch : new int[] {40, 100, 200}) {
            String options = ", \"efSearch\": " + efSearch;
            var answers = new ArrayList<Set<String>>();
            report(what + ", ef_search " + efSearch, queries, query -> answers.add(found(query, filter, options)));
            System.out.printf(
                    "    recall@%d %.3f, %,.0f requests/s with %d clients%n",
                    K, recall(truth, answers), requestsPerSecond(queries, filter, options), CLIENTS);
        }
    }

    private interface Search {
        void run(String query);
    }

    /** One client, after a warm-up. */
    private void report(String what, List<String> queries, Search search) {
        queries.subList(0, queries.size() / 4).forEach(query -> found(query, "", ""));
        double[] ms = new double[queries.size()];
        for (int i = 0; i < ms.length; i++) {
            long started = System.nanoTime();
            search.run(queries.get(i));
            ms[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(ms);
        System.out.printf("  %s: p50 %.1f ms, p99 %.1f ms%n", what, ms[ms.length / 2], ms[(int) (ms.length * 0.99)]);
    }

    private static double recall(List<Set<String>> truth, List<Set<String>> answers) {
        double shares = 0;
        for (int i = 0; i < truth.size(); i++) {
            var common = new HashSet<>(truth.get(i));
            common.retainAll(answers.get(i));
            shares += (double) common.size() / Math.max(1, truth.get(i).size());
        }
        return shares / truth.size();
    }

    private double requestsPerSecond(List<String> queries, String filter, String options) throws InterruptedException {
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            var work = new ArrayList<Callable<Set<String>>>();
            queries.forEach(query -> work.add(() -> found(query, filter, options)));
            long started = System.nanoTime();
            for (Future<Set<String>> each : clients.invokeAll(work)) {
                each.get();
            }
            return queries.size() / ((System.nanoTime() - started) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a search failed", e);
        } finally {
            clients.shutdown();
        }
    }

    private Set<String> found(String query, String filter, String options) {
        JsonNode answer = send("POST", "/search", """
                {"feature": "bench_vectors:vec", "query": %s, "k": %d%s%s}""".formatted(query, K, filter, options));
        var ids = new HashSet<String>();
        answer.get("neighbours")
                .forEach(each -> ids.add(each.at("/entity/bench_item_id").asString()));
        return ids;
    }

    /** A unit vector near one of the centres. */
    private float[] near(float[][] centres) {
        float[] vector = noise(0.6 / Math.sqrt(DIMENSION));
        float[] centre = centres[random.nextInt(centres.length)];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] += centre[i];
        }
        return unit(vector);
    }

    private float[] noise(double deviation) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (deviation * random.nextGaussian());
        }
        return vector;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float each : vector) {
            squares += (double) each * each;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return vector;
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/features" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s %s answered %d: %s".formatted(method, path, response.statusCode(), answer.path("detail")));
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException("%s %s: %s".formatted(method, path, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("%s %s was interrupted".formatted(method, path), e);
        }
    }
}
