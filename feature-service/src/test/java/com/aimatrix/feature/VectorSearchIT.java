package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is found is what a search through all vectors in Java finds. */
@PlatformTest
class VectorSearchIT {

    private static final int DIMENSION = 8;
    private static final int ITEMS = 400;
    private static final Instant TIME = Instant.parse("2011-05-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FeatureClient client;
    private final JdbcClient jdbc;

    @Autowired
    VectorSearchIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.client = new FeatureClient(port);
        this.jdbc = jdbc;
    }

    /** @param price null for some */
    private record Item(int id, float[] vector, Double price, String category) {}

    private static final List<Item> ALL = items();

    private static List<Item> items() {
        var random = new SplittableRandom(5);
        var items = new ArrayList<Item>();
        for (int i = 0; i < ITEMS; i++) {
            Double price = i % 10 == 3 ? null : (Double) (double) random.nextInt(100);
            items.add(new Item(
                    i, vector(random), price, List.of("red", "green", "Blue").get(i % 3)));
        }
        return items;
    }

    private static float[] vector(SplittableRandom random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return vector;
    }

    @BeforeEach
    void entity() {
        client.put(
                "/entities/item", "{\"name\": \"item\", \"joinKeys\": [{\"name\": \"item_id\", \"type\": \"INT64\"}]}");
    }

    private void register(String name, String metric, String ttl) {
        var answer = client.put("/views/" + name, """
                {"name": "%s", "entity": "item", "ttl": %s, "features": [
                 {"name": "vec", "type": "VECTOR", "vector": {"dimension": %d, "metric": "%s"}},
                 {"name": "price", "type": "DOUBLE"}, {"name": "category", "type": "STRING"},
                 {"name": "at", "type": "UNIX_TIMESTAMP"}, {"name": "sold", "type": "BOOL"}, {"name": "tags", "type": "STRING_LIST"},
                 {"name": "double_price", "transformation": {"type": "arithmetic", "expression": "price * 2"},
                  "dependencies": ["price"]}]}""".formatted(name, ttl, DIMENSION, metric));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }

    private void write(String view, List<Item> items) {
        var rows = items.stream().map(item -> row(item, TIME)).collect(Collectors.joining(", "));
        write(view, rows, items.size());
    }

    private static String row(Item item, Instant time) {
        return """
                {"entity": {"item_id": %d}, "eventTime": "%s", "values": {"vec": %s, "price": %s, "category": "%s",
                 "at": %d, "sold": %b, "tags": ["a"]}}""".formatted(
                        item.id(),
                        time,
                        Arrays.toString(item.vector()),
                        item.price(),
                        item.category(),
                        item.id(),
                        item.id() % 2 == 0);
    }

    private void write(String view, String rows, int count) {
        var answer = client.post("/views/" + view + "/values", "{\"rows\": [%s]}".formatted(rows));
        assertThat(answer.getBody()).contains("\"written\":" + count);
    }

    private JsonNode search(String json) {
        var answer = client.post("/search", json);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return JSON.readTree(answer.getBody());
    }

    private String refused(String json, int status) {
        var answer = client.post("/search", json);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        return answer.getBody();
    }

    private static List<Integer> ids(JsonNode answer) {
        return StreamSupport.stream(answer.get("neighbours").spliterator(), false)
                .map(each -> Integer.valueOf(each.at("/entity/item_id").asString()))
                .toList();
    }

    @Test
    void rowsWithWordsComeFirstAndAloneTheyHaveNoDistance() {
        register("worded", "L2", "null");
        write("worded", ALL.subList(0, 30));
        List<Integer> blue =
                IntStream.range(0, 30).filter(id -> id % 3 == 2).boxed().toList();

        JsonNode alone = search("{\"feature\": \"worded:vec\", \"keywords\": \"BLUE\", \"k\": 20}");
        assertThat(ids(alone)).containsExactlyInAnyOrderElementsOf(blue);
        assertThat(alone.at("/neighbours/0/distance").isNull()).isTrue();

        JsonNode both = search("""
                {"feature": "worded:vec", "keywords": "blue", "query": %s, "k": 12}""".formatted(Arrays.toString(ALL.get(0).vector())));
        assertThat(ids(both).subList(0, 10)).containsExactlyInAnyOrderElementsOf(blue);
        assertThat(ids(both).get(10)).as("the nearest of the others").isZero();

        JsonNode like = search("""
                {"feature": "worded:vec", "keywords": "blue", "entity": {"item_id": "2"}, "k": 20,
                 "filter": [{"feature": "sold", "op": "=", "value": true}]}""");
        assertThat(ids(like).subList(0, 4)).containsExactlyInAnyOrder(8, 14, 20, 26);
        assertThat(ids(like)).doesNotContain(2).hasSize(14);

        assertThat(refused("{\"feature\": \"worded:vec\", \"keywords\": \" \"}", 400))
                .contains("keywords");
        assertThat(refused("{\"feature\": \"worded:vec\", \"keywords\": \"a\\u0000\"}", 400))
                .contains("keywords");
    }

    private static final Map<String, ToDoubleBiFunction<float[], float[]>> DISTANCES = Map.of(
            "COSINE", (a, b) -> 1 - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)),
            "L2", (a, b) -> Math.sqrt(dot(a, a) - 2 * dot(a, b) + dot(b, b)),
            "INNER_PRODUCT", (a, b) -> -dot(a, b));

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static List<Integer> nearest(String metric, float[] to, Predicate<Item> filter, int k) {
        return ALL.stream()
                .filter(filter)
                .sorted(Comparator.comparingDouble(item -> DISTANCES.get(metric).applyAsDouble(to, item.vector())))
                .limit(k)
                .map(Item::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"COSINE", "L2", "INNER_PRODUCT"})
    void theNearestByEachMetricAreFoundWithTheirDistances(String metric) {
        String view = "near_" + metric.toLowerCase();
        register(view, metric, "null");
        write(view, ALL);
        var random = new SplittableRandom(6);
        int common = 0;
        for (int n = 0; n < 20; n++) {
            float[] query = vector(random);
            List<Integer> expected = nearest(metric, query, item -> true, 10);
            String question = "{\"feature\": \"%s:vec\", \"query\": %s, \"exact\": %b}";
            JsonNode exact = search(question.formatted(view, Arrays.toString(query), true));
            assertThat(ids(exact)).isEqualTo(expected);
            for (JsonNode each : exact.get("neighbours")) {
                Item item = ALL.get(Integer.parseInt(each.at("/entity/item_id").asString()));
                assertThat(each.get("distance").doubleValue())
                        .isCloseTo(DISTANCES.get(metric).applyAsDouble(query, item.vector()), Offset.offset(1e-5));
                assertThat(each.get("eventTime").asString()).isEqualTo(TIME.toString());
            }
            List<Integer> indexed =
                    new ArrayList<>(ids(search(question.formatted(view, Arrays.toString(query), false))));
            assertThat(indexed).hasSize(10);
            indexed.retainAll(expected);
            common += indexed.size();
        }
        assertThat(common / 200.0).as("recall").isGreaterThan(0.95);
    }

    @Test
    void filtersLookAtTheRowAndLeaveEnoughToFind() {
        register("filtered", "L2", "null");
        write("filtered", ALL);
        checkFilter(
                "[{\"feature\": \"price\", \"op\": \"<\", \"value\": 7}]",
                item -> item.price() != null && item.price() < 7);
        checkFilter(
                "[{\"feature\": \"price\", \"op\": \"<=\", \"value\": 7}]",
                item -> item.price() != null && item.price() <= 7);
        checkFilter(
                "[{\"feature\": \"price\", \"op\": \">=\", \"value\": 99.0}]",
                item -> item.price() != null && item.price() >= 99);
        checkFilter(
                "[{\"feature\": \"price\", \"op\": \">\", \"value\": 98}]",
                item -> item.price() != null && item.price() > 98);
        checkFilter(
                "[{\"feature\": \"price\", \"op\": \"!=\", \"value\": 5}]",
                item -> item.price() != null && item.price() != 5);
        checkFilter("[{\"feature\": \"price\", \"op\": \"is_null\"}]", item -> item.price() == null);
        checkFilter(
                "[{\"feature\": \"price\", \"op\": \"not_null\"}, {\"feature\": \"category\", \"op\": \"=\", \"value\": \"Blue\"}]",
                item -> item.price() != null && item.category().equals("Blue"));
        checkFilter(
                "[{\"feature\": \"category\", \"op\": \"in\", \"value\": [\"red\", \"white\"]}]",
                item -> item.category().equals("red"));
        checkFilter(
                "[{\"feature\": \"category\", \"op\": \">\", \"value\": \"a\"}]",
                item -> item.category().compareTo("a") > 0);
        checkFilter("[{\"feature\": \"sold\", \"op\": \"=\", \"value\": true}]", item -> item.id() % 2 == 0);
        checkFilter(
                "[{\"feature\": \"at\", \"op\": \"<\", \"value\": \"1970-01-01T00:00:05Z\"}]", item -> item.id() < 5);
        checkFilter("[{\"feature\": \"tags\", \"op\": \"is_null\"}]", item -> false);
    }

    private void checkFilter(String filter, Predicate<Item> oracle) {
        float[] query = vector(new SplittableRandom(filter.hashCode()));
        List<Integer> expected = nearest("L2", query, oracle, 10);
        for (boolean exact : List.of(true, false)) {
            JsonNode answer = search("""
                    {"feature": "filtered:vec", "query": %s, "filter": %s, "exact": %b, "efSearch": 400}
                    """.formatted(Arrays.toString(query), filter, exact));
            assertThat(ids(answer)).as(filter).hasSameSizeAs(expected).allMatch(id -> oracle.test(ALL.get(id)));
            assertThat(ids(answer)).as(filter).isEqualTo(expected);
        }
    }

    @Test
    void theNeighboursBringFeaturesOfTheirOwnAndOfOtherViews() {
        register("shown", "COSINE", "null");
        write("shown", ALL);
        client.put("/views/stock", """
                {"name": "stock", "entity": "item", "features": [{"name": "left", "type": "INT64"}]}""");
        write(
                "stock",
                "{\"entity\": {\"item_id\": 7}, \"eventTime\": \"%s\", \"values\": {\"left\": 3}}".formatted(TIME),
                1);
        JsonNode answer = search("""
                {"feature": "shown:vec", "entity": {"item_id": "7"}, "k": 400,
                 "features": ["shown:category", "shown:double_price", "stock:left"]}""");
        assertThat(ids(answer)).as("all but itself").hasSize(ITEMS - 1).doesNotContain(7);
        assertThat(answer.get("feature").asString()).isEqualTo("shown@1:vec");
        JsonNode first = answer.at("/neighbours/0");
        Item item = ALL.get(ids(answer).get(0));
        assertThat(first.at("/values/0").asString()).isEqualTo(item.category());
        assertThat(first.at("/statuses/2").asString()).isEqualTo("NOT_FOUND");
        assertThat(first.at("/distance").doubleValue())
                .isCloseTo(
                        DISTANCES.get("COSINE").applyAsDouble(ALL.get(7).vector(), item.vector()), Offset.offset(1e-5));
        answer = search("""
                {"feature": "shown:vec", "query": %s, "k": 1, "features": ["shown:double_price", "stock:left"]}""".formatted(Arrays.toString(ALL.get(7).vector())));
        assertThat(answer.at("/neighbours/0/values").toString())
                .isEqualTo("[%s,3]".formatted(2 * ALL.get(7).price()));
        assertThat(refused("{\"feature\": \"shown:vec\", \"entity\": {\"item_id\": \"9999\"}}", 404))
                .contains("vector-not-found");
    }

    @Test
    void theNewestRowOfAnEntityIsFoundWhateverItsOrderOfArrival() {
        register("newest", "L2", "null");
        Item old = new Item(1, unit(0), 1.0, "red");
        Item young = new Item(1, unit(1), 2.0, "red");
        write("newest", row(young, TIME.plusSeconds(10)) + ", " + row(old, TIME), 2);
        assertThat(firstDistance("newest", unit(1))).isZero();
        write("newest", row(old, TIME.plusSeconds(5)), 1);
        assertThat(firstDistance("newest", unit(1))).as("a late row").isZero();
        write("newest", row(old, TIME.plusSeconds(10)), 1);
        assertThat(firstDistance("newest", unit(0)))
                .as("a correction of the same time")
                .isZero();
        write("newest", row(new Item(1, unit(0), 3.0, "red"), TIME.plusSeconds(11)), 1);
        assertThat(ids(search("""
                {"feature": "newest:vec", "query": %s, "filter": [{"feature": "price", "op": "=", "value": 3}]}""".formatted(Arrays.toString(unit(0))))))
                .as("the same vector in a newer row")
                .containsExactly(1);
    }

    @Test
    void anEntityWhoseNewestRowHasNoVectorIsNotFound() {
        register("vanishing", "COSINE", "null");
        Item item = new Item(1, unit(0), 1.0, "red");
        write("vanishing", row(item, TIME), 1);
        assertThat(ids(search(query("vanishing", unit(0))))).containsExactly(1);
        write(
                "vanishing",
                "{\"entity\": {\"item_id\": 1}, \"eventTime\": \"%s\", \"values\": {\"price\": 1}}"
                        .formatted(TIME.plusSeconds(10)),
                1);
        assertThat(ids(search(query("vanishing", unit(0))))).isEmpty();
        write("vanishing", row(item, TIME.plusSeconds(5)), 1);
        assertThat(ids(search(query("vanishing", unit(0)))))
                .as("a late row is not the newest")
                .isEmpty();
        write("vanishing", row(item, TIME.plusSeconds(20)), 1);
        assertThat(ids(search(query("vanishing", unit(0))))).containsExactly(1);
        write("vanishing", row(new Item(1, new float[DIMENSION], 1.0, "red"), TIME.plusSeconds(30)), 1);
        assertThat(ids(search(query("vanishing", unit(0)))))
                .as("a vector without a direction")
                .isEmpty();
    }

    @Test
    void whatIsOlderThanTheTtlIsNotFound() {
        register("fleeting", "COSINE", "\"1d\"");
        Instant now = Instant.now();
        write("fleeting", row(new Item(1, unit(0), 1.0, "red"), now.minus(Duration.ofDays(2))), 1);
        write("fleeting", row(new Item(2, unit(1), 1.0, "red"), now.minus(Duration.ofHours(2))), 1);
        assertThat(ids(search(query("fleeting", unit(0))))).containsExactly(2);
        assertThat(refused("{\"feature\": \"fleeting:vec\", \"entity\": {\"item_id\": \"1\"}}", 404))
                .contains("vector-not-found");
    }

    @Test
    void everyMistakeOfAQueryIsNamed() {
        register("strict", "COSINE", "null");
        String query = "\"query\": " + Arrays.toString(unit(0));
        assertThat(refused("{\"feature\": \"strict:vec\", \"query\": [1, 2]}", 400))
                .contains("\"field\":\"query\"", "8 numbers");
        assertThat(refused("{\"feature\": \"strict:vec\", \"query\": [0, 0, 0, 0, 0, 0, 0, 0]}", 400))
                .contains("\"field\":\"query\"");
        assertThat(refused("{\"feature\": \"strict:vec\", \"query\": [0, 0, 0, 0, 0, 0, 0, 1e30]}", 400))
                .contains("\"field\":\"query\"");
        assertThat(refused("{\"feature\": \"strict:vec\", \"query\": [0, 0, 0, 0, 0, 0, 0, \"x\"]}", 400))
                .contains("query[7]");
        assertThat(refused("{\"feature\": \"strict:vec\"}", 400)).contains("exactly one");
        assertThat(refused("{\"feature\": \"strict:vec\", \"text\": \"x\"}", 400))
                .contains("\"field\":\"text\"");
        assertThat(refused("{\"feature\": \"strict:vec\", \"entity\": {}}", 400))
                .contains("entity.item_id");
        assertThat(refused("{\"feature\": \"strict:price\", %s}".formatted(query), 400))
                .contains("VECTOR");
        assertThat(refused("{\"feature\": \"strict:none\", %s}".formatted(query), 400))
                .contains("\"field\":\"feature\"");
        for (String wrong : List.of("\"k\": 0", "\"k\": 1001", "\"efSearch\": 0", "\"efSearch\": 1001")) {
            assertThat(refused("{\"feature\": \"strict:vec\", %s, %s}".formatted(query, wrong), 400))
                    .contains("\"field\":" + wrong.substring(0, wrong.indexOf(':')));
        }
        assertThat(refused(
                        "{\"feature\": \"strict:vec\", %s, \"features\": [\"strict:vec\", \"nothing:x\"]}"
                                .formatted(query),
                        400))
                .contains("features[1]");
        client.put("/entities/outlet", "{\"name\": \"outlet\", \"joinKeys\": [\"outlet_id\"]}");
        client.put(
                "/views/outlet",
                "{\"name\": \"outlet\", \"entity\": \"outlet\", \"features\": [{\"name\": \"size\", \"type\": \"INT64\"}]}");
        assertThat(refused("{\"feature\": \"strict:vec\", %s, \"features\": [\"outlet:size\"]}".formatted(query), 400))
                .contains("features[0]", "outlet_id");
        for (String wrong : List.of(
                "{\"feature\": \"price\", \"op\": \"like\", \"value\": 1}",
                "{\"feature\": \"price\", \"value\": 1}",
                "{\"feature\": \"sold\", \"op\": \"<\", \"value\": true}",
                "{\"feature\": \"tags\", \"op\": \"=\", \"value\": [\"a\"]}")) {
            assertThat(refused("{\"feature\": \"strict:vec\", %s, \"filter\": [%s]}".formatted(query, wrong), 400))
                    .contains("filter[0].op");
        }
        for (String wrong : List.of(
                "{\"feature\": \"price\", \"op\": \"=\"}",
                "{\"feature\": \"price\", \"op\": \"=\", \"value\": \"dear\"}",
                "{\"feature\": \"price\", \"op\": \"is_null\", \"value\": 1}",
                "{\"feature\": \"price\", \"op\": \"in\", \"value\": 1}",
                "{\"feature\": \"category\", \"op\": \"in\", \"value\": [\"a\", 1]}",
                "{\"feature\": \"at\", \"op\": \"<\", \"value\": \"soon\"}")) {
            assertThat(refused("{\"feature\": \"strict:vec\", %s, \"filter\": [%s]}".formatted(query, wrong), 400))
                    .contains("filter[0].value");
        }
        for (String wrong : List.of("vec", "double_price", "nothing")) {
            String filter = "{\"feature\": \"%s\", \"op\": \"=\", \"value\": 1}".formatted(wrong);
            assertThat(refused("{\"feature\": \"strict:vec\", %s, \"filter\": [%s]}".formatted(query, filter), 400))
                    .contains("filter[0].feature");
        }
    }

    @Test
    void aVectorThatIsTooLargeIsRefusedWhole() {
        register("finite", "L2", "null");
        var answer = client.post("/views/finite/values", """
                {"rows": [%s, {"entity": {"item_id": 2}, "eventTime": "2011-05-01T00:00:00Z",
                 "values": {"vec": [0, 0, 0, 0, 0, 0, 0, 1e30]}}]}""".formatted(row(ALL.get(0), TIME)));
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("rows[1].values.vec");
        assertThat(ids(search(query("finite", unit(0))))).isEmpty();
    }

    @Test
    void aThousandLongVectorsAreWrittenInOneRequest() {
        client.put("/views/long", """
                {"name": "long", "entity": "item", "features": [
                 {"name": "vec", "type": "VECTOR", "vector": {"dimension": 384}}]}""");
        var random = new SplittableRandom(8);
        var rows = new ArrayList<String>();
        String last = null;
        for (int i = 0; i < 1_000; i++) {
            last = Arrays.toString(random.doubles(384, -1, 1).toArray());
            rows.add("{\"entity\": {\"item_id\": %d}, \"eventTime\": \"%s\", \"values\": {\"vec\": %s}}"
                    .formatted(i, TIME, last));
        }
        write("long", String.join(",", rows), 1_000);
        JsonNode answer = search("{\"feature\": \"long:vec\", \"query\": %s, \"k\": 1000}".formatted(last));
        assertThat(ids(answer)).hasSize(1_000).startsWith(999);
        assertThat(answer.at("/neighbours/0/distance").doubleValue()).isCloseTo(0, Offset.offset(1e-6));
    }

    @Test
    void aVectorThatIsAddedLaterMakesANewVersionThatTakesTheOldRowsOver() {
        client.put("/views/grown", """
                {"name": "grown", "entity": "item", "features": [{"name": "price", "type": "DOUBLE"}]}""");
        write(
                "grown",
                "{\"entity\": {\"item_id\": 1}, \"eventTime\": \"%s\", \"values\": {\"price\": 1}}".formatted(TIME),
                1);
        assertThat(client.put("/views/grown", """
                {"name": "grown", "entity": "item", "features": [{"name": "price", "type": "DOUBLE"},
                 {"name": "vec", "type": "VECTOR", "vector": {"dimension": 8, "metric": "L2"}}]}""").getBody()).contains("\"version\":2");
        Awaitility.await().until(() -> client.get("/views/grown").getBody().contains("\"version\":2"));
        write(
                "grown",
                "{\"entity\": {\"item_id\": 1}, \"eventTime\": \"%s\", \"values\": {\"price\": 1, \"vec\": %s}}"
                        .formatted(TIME.plusSeconds(1), Arrays.toString(unit(2))),
                1);
        assertThat(ids(search(query("grown", unit(2))))).containsExactly(1);
    }

    @Test
    void aNewVersionTakesVectorsOverAndIsIndexedAfterThem() {
        register("moved", "L2", "null");
        assertThat(isIndexed("moved")).isTrue();
        write("moved", ALL);
        register("moved", "COSINE", "null");
        Awaitility.await().until(() -> client.get("/views/moved").getBody().contains("\"version\":2"));
        assertThat(isIndexed("moved")).isTrue();
        float[] query = vector(new SplittableRandom(9));
        assertThat(ids(search(query("moved", query)))).isEqualTo(nearest("COSINE", query, item -> true, 10));
        assertThat(ids(search(query("moved@1", query)))).isEqualTo(nearest("L2", query, item -> true, 10));
    }

    @Test
    void aDeletedViewIsNotFoundAndItsVectorsAreLeftToBeCleanedAway() {
        register("deleted", "L2", "null");
        write("deleted", ALL.subList(0, 3));
        int index = jdbc.sql("""
                        select i.id from feature.vector_index i join feature.view v on v.id = i.view_id where v.name = 'deleted'
                        """).query(Integer.class).single();
        assertThat(client.delete("/views/deleted").getStatusCode().value()).isEqualTo(204);
        assertThat(refused(query("deleted", unit(0)), 400)).contains("\"field\":\"feature\"");
        assertThat(jdbc.sql("""
                        select to_regclass('feature.vector_' || :id) is null
                            or exists (select from feature.garbage where kind = 'VECTORS' and id = :id)
                        """).param("id", index).query(Boolean.class).single())
                .isTrue();
    }

    private boolean isIndexed(String view) {
        return jdbc.sql("""
                        select bool_and(x.indisvalid) from feature.vector_index i join feature.view v on v.id = i.view_id
                        join pg_index x on x.indrelid = to_regclass('feature.vector_' || i.id)
                        join pg_class c on c.oid = x.indexrelid join pg_am m on m.oid = c.relam
                        where v.name = ? and v.current and m.amname = 'hnsw'
                        """).param(view).query(Boolean.class).single();
    }

    private double firstDistance(String view, float[] query) {
        return search(query(view, query)).at("/neighbours/0/distance").doubleValue();
    }

    private static String query(String view, float[] query) {
        return "{\"feature\": \"%s:vec\", \"query\": %s}".formatted(view, Arrays.toString(query));
    }

    private static float[] unit(int axis) {
        float[] vector = new float[DIMENSION];
        vector[axis] = 1;
        return vector;
    }
}
