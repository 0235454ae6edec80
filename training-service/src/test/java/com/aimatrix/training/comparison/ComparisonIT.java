package com.aimatrix.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import com.aimatrix.training.experiment.Experiments;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.LogEntry;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunLog;
import com.aimatrix.training.tracking.TrackedRuns;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonIT {

    private static final String EXPERIMENT = "compared";

    @Autowired
    Experiments experiments;

    @Autowired
    TrackedRuns runs;

    @Autowired
    RunLog log;

    private final List<String> ids = new ArrayList<>();
    private ComparisonClient client;

    /** Three depths with four seeds each, a run that measured nothing, and one with a name that no XML can hold. */
    @BeforeAll
    void runs(@LocalServerPort int port) {
        client = new ComparisonClient(port);
        long experiment = experiments.create(EXPERIMENT, null, Map.of()).id();
        for (int i = 0; i < 12; i++) {
            int depth = 1 + i / 4;
            String id = run(experiment, i == 5 ? "<odd> & \u0007 \uffff" : "run-" + i);
            log.log(LogEntry.params(
                    id,
                    List.of(
                            new KeyValue("depth", String.valueOf(depth)),
                            new KeyValue("optimizer", i % 2 == 0 ? "adam" : "sgd"),
                            new KeyValue("seed", String.valueOf(i % 4)))));
            double auc = 0.6 + 0.1 * depth + 0.01 * (i % 4);
            log.log(LogEntry.metrics(
                    id,
                    List.of(
                            new MetricPoint("auc", 0.5, 0, 1_000),
                            new MetricPoint("auc", auc, 1, 2_000),
                            new MetricPoint("always", 1, 0, 1_000),
                            new MetricPoint("loss", 1 - auc, 0, 1_000))));
        }
        String none = run(experiment, "without");
        log.log(LogEntry.metrics(none, List.of(new MetricPoint("auc", Double.NaN, 0, 1_000))));
    }

    private String run(long experiment, String name) {
        ids.add(runs.create(experiment, "me", name, Instant.ofEpochMilli(ids.size()), List.of())
                .id());
        return ids.get(ids.size() - 1);
    }

    @Test
    void curvesHaveThePointsOfEachRun() {
        JsonNode answer = client.answer("curves", "run_ids", ids.get(3), "run_ids", ids.get(0), "metric", "auc");

        assertThat(answer.get("curves").findValuesAsString("run_id")).containsExactly(ids.get(3), ids.get(0));
        assertThat(answer.at("/curves/0/points").findValuesAsString("step")).containsExactly("0", "1");
        assertThat(answer.at("/curves/0/points/1/value").asDouble()).isEqualTo(0.73);
        assertThat(answer.at("/curves/0/points/1/recorded_at").asString()).isEqualTo("1970-01-01T00:00:02Z");
    }

    @Test
    void whatIsNoNumberIsNullInACurve() {
        JsonNode answer = client.answer("curves", "run_ids", ids.get(12), "metric", "auc");

        assertThat(answer.at("/curves/0/points/0/value").isNull()).isTrue();
        assertThat(client.answer("curves", "run_ids", ids.get(12), "metric", "loss")
                        .at("/left_out/0/run_id")
                        .asString())
                .isEqualTo(ids.get(12));
    }

    @Test
    void parametersThatVaryAreShownAgainstAMetric() {
        JsonNode answer = client.answer("scatter", "experiment", EXPERIMENT, "metric", "auc");

        assertThat(answer.get("params").findValuesAsString("name")).containsExactly("depth", "optimizer", "seed");
        JsonNode depth = answer.get("params").get(0);
        assertThat(depth.at("/spearman/n").asInt()).isEqualTo(12);
        assertThat(depth.at("/spearman/coefficient").asDouble()).isGreaterThan(0.9);
        assertThat(depth.at("/points/0/x").isNumber()).isTrue();
        assertThat(answer.get("params").get(1).get("scale").asString()).isEqualTo("CATEGORY");
        assertThat(answer.at("/left_out/0/run_id").asString()).isEqualTo(ids.get(12));
    }

    @Test
    void aFilterChoosesTheRuns() {
        JsonNode answer = client.answer(
                "parallel-coordinates", "experiment", EXPERIMENT, "filter", "params.depth = '3'", "metric", "auc");

        assertThat(answer.get("lines").findValuesAsString("run_id"))
                .containsExactlyInAnyOrderElementsOf(ids.subList(8, 12));
        assertThat(answer.get("axes").findValuesAsString("name")).containsExactly("optimizer", "seed", "auc");
        assertThat(answer.at("/axes/0/categories").toString()).isEqualTo("[\"adam\",\"sgd\"]");
        assertThat(answer.at("/lines/0/positions/1").asDouble()).isEqualTo(1);
    }

    @Test
    void aCorrelationThatIsNotDefinedIsNull() {
        JsonNode answer = ComparisonClient.json(client.post("correlations", """
                {"experiment": "compared", "params": ["depth"], "metrics": ["auc", "loss", "always"], "method": "pearson"}
                """));

        assertThat(answer.get("columns").toString())
                .isEqualTo("[\"params.depth\",\"metrics.auc\",\"metrics.loss\",\"metrics.always\"]");
        assertThat(answer.at("/coefficients/1/2").asDouble()).isEqualTo(-1);
        assertThat(answer.at("/coefficients/0/3").isNull()).isTrue();
        assertThat(answer.at("/coefficients/3/3").isNull()).isTrue();
        assertThat(answer.at("/n/0/3").asInt()).isEqualTo(12);
    }

    @Test
    void groupsOfSeedsAreCompared() {
        JsonNode answer = client.answer("statistics", "experiment", EXPERIMENT, "metric", "auc", "group_by", "depth");

        assertThat(answer.get("groups").findValuesAsString("label")).containsExactly("depth=3", "depth=2", "depth=1");
        assertThat(answer.at("/groups/0/n").asInt()).isEqualTo(4);
        assertThat(answer.at("/groups/0/mean").asDouble()).isEqualTo(0.915);
        assertThat(answer.at("/comparisons/0/welch/degrees_of_freedom").asDouble())
                .isEqualTo(6);
        assertThat(answer.at("/comparisons/0/sentence").asString()).startsWith("depth=3 is 0.1 above depth=2");
        assertThat(answer.at("/left_out/0/run_id").asString()).isEqualTo(ids.get(12));
    }

    @Test
    void theBestRunIsNamedWithWhatToTryNext() {
        JsonNode answer =
                client.answer("recommendations", "experiment", EXPERIMENT, "metric", "auc", "direction", "maximize");

        assertThat(answer.at("/best/run_id").asString()).isEqualTo(ids.get(11));
        assertThat(answer.at("/separates/0/name").asString()).isEqualTo("depth");
        assertThat(answer.get("next").findValuesAsString("kind")).contains("EXTEND_RANGE", "REPEAT_BEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curves", "scatter", "correlations", "parallel-coordinates"})
    void everyComparisonIsAPictureToo(String chart) throws Exception {
        String[] query = chart.equals("correlations")
                ? new String[] {"experiment", EXPERIMENT}
                : new String[] {"experiment", EXPERIMENT, "metric", "auc"};

        var png = client.get(chart + ".png", query);
        var svg = client.get(chart + ".svg", query);

        assertThat(png.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(png.body())).getWidth())
                .isBetween(400, 2_000);
        assertThat(svg.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.body()))
                        .getElementsByTagName("*")
                        .getLength())
                .isGreaterThan(20);
    }

    @Test
    void aPictureOfNothingSaysSo() {
        assertThat(new String(client.get("curves.svg", "experiment", EXPERIMENT, "metric", "nowhere")
                        .body()))
                .contains("no run has a value of nowhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "curves|{\"experiment\": \"compared\"}|metric",
                "curves|{\"metric\": \"auc\"}|run_ids",
                "curves|{\"run_ids\": [], \"metric\": \"auc\"}|run_ids",
                "curves|{\"run_ids\": [\"x\"], \"metric\": \"auc\"}|run_ids[0]",
                "curves|{\"run_ids\": [\"00000000000000000000000000000000\"], \"metric\": \"auc\"}|run_ids[0]",
                "curves|{\"run_ids\": \"x\", \"metric\": \"auc\"}|run_ids",
                "curves|{\"experiment\": \"nowhere\", \"metric\": \"auc\"}|experiment",
                "curves|{\"experiment\": \"compared\", \"filter\": \"metrics.auc >\", \"metric\": \"auc\"}|filter",
                "curves|{\"experiment\": \"compared\", \"metric\": \"auc\", \"points\": 1}|points",
                "scatter|{\"experiment\": \"compared\", \"metric\": \"auc\", \"fliter\": \"x\"}|fliter",
                "scatter|{\"experiment\": \"compared\", \"metric\": \"auc\", \"params\": [7]}|params[0]",
                "correlations|{\"experiment\": \"compared\", \"method\": \"kendall\"}|method",
                "statistics|{\"experiment\": \"compared\", \"metric\": \"auc\", \"confidence\": 1}|confidence",
                "statistics|{\"experiment\": \"compared\", \"metric\": \"auc\", \"seed\": \"s\", \"group_by\": [\"d\"]}|group_by",
                "recommendations|{\"experiment\": \"compared\", \"metric\": \"auc\", \"direction\": \"up\"}|direction",
                "recommendations|{\"experiment\": \"compared\", \"metric\": \"auc\"}|direction",
                "correlations|[]|body"
            })
    void aMistakeIsNamed(String path, String body, String field) {
        assertThat(ComparisonClient.fields(client.post(path, body))).containsExactly(field);
    }

    @Test
    void aQueryIsCheckedAsABodyIs() {
        assertThat(ComparisonClient.fields(
                        client.get("curves", "experiment", EXPERIMENT, "metric", "a", "points", "x")))
                .containsExactly("points");
        assertThat(ComparisonClient.fields(
                        client.get("curves", "run_ids", ids.get(0), "experiment", EXPERIMENT, "metric", "auc")))
                .containsExactly("experiment");
        assertThat(ComparisonClient.fields(client.post("curves?metric=auc", "{\"experiment\": \"compared\"}")))
                .containsExactly("metric");
    }

    @Test
    void moreRunsThanCanBeComparedAreRefused() {
        String many = IntStream.range(0, 501).mapToObj("\"%032x\""::formatted).collect(Collectors.joining(", "));

        assertThat(ComparisonClient.fields(
                        client.post("scatter", "{\"run_ids\": [%s], \"metric\": \"auc\"}".formatted(many))))
                .containsExactly("run_ids");
    }

    @Test
    void aChartThatThereIsNotIsNotFound() {
        assertThat(client.get("pie.png", "experiment", EXPERIMENT, "metric", "auc")
                        .statusCode())
                .isEqualTo(404);
    }
}
