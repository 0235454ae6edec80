package com.aimatrix.monitoring.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cases computed with SciPy; their samples are drawn here by the recipe that the file states. */
final class DriftCases {

    private DriftCases() {}

    record Case(String name, JsonNode reference, JsonNode current, JsonNode expected) {

        boolean isInline() {
            return reference.has("values");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> ofKind(String kind) {
        return read().get("cases")
                .valueStream()
                .filter(each -> kind.equals(each.get("kind").stringValue()))
                .map(each -> new Case(
                        each.get("name").stringValue(),
                        each.get("reference"),
                        each.get("current"),
                        each.get("expected")));
    }

    static JsonNode read() {
        try (InputStream in = DriftCases.class.getResourceAsStream("/reference/drift_cases.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(JsonNode sample) {
        if (sample.has("values")) {
            return sample.get("values")
                    .valueStream()
                    .mapToDouble(JsonNode::doubleValue)
                    .toArray();
        }
        int n = sample.get("n").intValue();
        var random = new SplittableRandom(sample.get("seed").longValue());
        double[] drawn = switch (sample.get("dist").stringValue()) {
            case "normal" -> normals(random, n, at(sample, "mu"), at(sample, "sigma"));
            case "exponential" ->
                DoubleStream.generate(() -> -Math.log(1 - random.nextDouble()) / at(sample, "rate"))
                        .limit(n)
                        .toArray();
            case "mixture" -> {
                double[] z = normals(random, n, 0, 1);
                int first = (int) Math.floor(n * at(sample, "w"));
                yield IntStream.range(0, n)
                        .mapToDouble(i -> i < first
                                ? at(sample, "mu1") + at(sample, "s1") * z[i]
                                : at(sample, "mu2") + at(sample, "s2") * z[i])
                        .toArray();
            }
            default -> throw new IllegalArgumentException(sample.toString());
        };
        if (sample.has("floor")) {
            double floor = at(sample, "floor");
            return Arrays.stream(drawn).map(x -> Math.floor(x * floor) / floor).toArray();
        }
        return drawn;
    }

    static List<String> categories(JsonNode sample) {
        if (sample.has("values")) {
            return sample.get("values").valueStream().map(JsonNode::stringValue).toList();
        }
        double[] p =
                sample.get("p").valueStream().mapToDouble(JsonNode::doubleValue).toArray();
        var random = new SplittableRandom(sample.get("seed").longValue());
        return Stream.generate(() -> "c" + category(random.nextDouble(), p))
                .limit(sample.get("n").intValue())
                .toList();
    }

    private static int category(double u, double[] p) {
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            sum += p[j];
            if (u < sum) {
                return j;
            }
        }
        return p.length - 1;
    }

    private static double[] normals(SplittableRandom random, int n, double mu, double sigma) {
        var all = new double[n];
        for (int i = 0; i < n; i += 2) {
            double r = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
            double t = 2 * Math.PI * random.nextDouble();
            all[i] = mu + sigma * (r * Math.cos(t));
            if (i + 1 < n) {
                all[i + 1] = mu + sigma * (r * Math.sin(t));
            }
        }
        return all;
    }

    private static double at(JsonNode sample, String name) {
        return sample.get(name).doubleValue();
    }

    /** Inner edges of the deciles by linear interpolation, duplicates and the two ends left out. */
    static double[] decileEdges(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double[] all = IntStream.rangeClosed(0, 10)
                .mapToDouble(i -> quantile(sorted, i / 10.0))
                .distinct()
                .toArray();
        return all.length < 3 ? new double[0] : Arrays.copyOfRange(all, 1, all.length - 1);
    }

    private static double quantile(double[] sorted, double q) {
        double place = (sorted.length - 1) * q;
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, sorted.length - 1);
        double share = place - low;
        double step = sorted[high] - sorted[low];
        return share >= 0.5 ? sorted[high] - step * (1 - share) : sorted[low] + step * share;
    }

    /** NumPy's histogram: a value on an edge belongs to the bin above it. */
    static long[] histogram(double[] sample, double[] innerEdges) {
        var counts = new long[innerEdges.length + 1];
        for (double each : sample) {
            int bin = 0;
            while (bin < innerEdges.length && each >= innerEdges[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }

    static long[] counts(List<String> sample, List<String> categories) {
        return categories.stream()
                .mapToLong(category -> sample.stream().filter(category::equals).count())
                .toArray();
    }
}
