package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vectors of categories: given with the definition, or learned from what there is. */
@PlatformTest
class EmbeddingIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String GIVEN = "\"vectors\": {\"red\": [1, 0], \"blue\": [0, 1], \"violet\": [0.6, 0.8]}";

    private final FeatureClient client;

    @Autowired
    EmbeddingIT(@LocalServerPort int port) {
        this.client = new FeatureClient(port);
    }

    @BeforeEach
    void entity() {
        client.put("/entities/item", "{\"name\": \"item\", \"joinKeys\": [\"item_id\"]}");
    }

    private JsonNode register(String view) {
        String name = JSON.readTree(view).get("name").asString();
        var answer = client.put("/views/" + name, view);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return JSON.readTree(answer.getBody());
    }

    private void write(String view, String id, String values) {
        var answer = client.post("/views/" + view + "/values", """
                {"rows": [{"entity": {"item_id": "%s"}, "eventTime": "2011-01-01T00:00:00Z", "values": %s}]}
                """.formatted(id, values));
        assertThat(answer.getBody()).contains("\"written\":1");
    }

    private Object read(String feature, String id) {
        var row = new OnlineRequest.Row(null, Map.of("item_id", id));
        OnlineResponse answer = client.online(new OnlineRequest(List.of(feature), List.of(row)));
        return answer.rows().get(0).values().get(0);
    }

    @Test
    void vectorsThatWereUploadedAreStoredWithTheRowAndSearched() {
        register("""
                {"name": "stored", "entity": "item", "features": [{"name": "color", "type": "STRING"},
                 {"name": "vec", "type": "VECTOR", "vector": {"dimension": 2}, "dependencies": ["color"],
                  "transformation": {"type": "embedding", "method": "UPLOADED", %s}}]}""".formatted(GIVEN));
        write("stored", "1", "{\"color\": \"red\"}");
        write("stored", "2", "{\"color\": \"blue\"}");
        write("stored", "3", "{\"color\": \"beige\"}");
        assertThat(read("stored:vec", "1")).isEqualTo(List.of(1.0, 0.0));
        assertThat(read("stored:vec", "3")).as("a category without a vector").isNull();
        JsonNode found = JSON.readTree(client.post(
                        "/search",
                        "{\"feature\": \"stored:vec\", \"text\": \"violet\", \"features\": [\"stored:color\"]}")
                .getBody());
        assertThat(found.get("neighbours").size()).isEqualTo(2);
        assertThat(found.at("/neighbours/0/values/0").asString()).isEqualTo("blue");
        assertThat(found.at("/neighbours/0/distance").doubleValue()).isBetween(0.199, 0.201);
        assertThat(client.post("/search", "{\"feature\": \"stored:vec\", \"text\": \"beige\"}")
                        .getBody())
                .contains("\"field\":\"text\"");
    }

    @Test
    void vectorsThatWereUploadedAreComputedWhenTheyAreRead() {
        JsonNode view = register("""
                {"name": "derived", "entity": "item", "features": [{"name": "color", "type": "STRING"},
                 {"name": "vec", "dependencies": ["color"],
                  "transformation": {"type": "embedding", "method": "UPLOADED", %s}}]}""".formatted(GIVEN));
        assertThat(view.at("/definition/features/1/type").asString()).isEqualTo("FLOAT_LIST");
        write("derived", "1", "{\"color\": \"violet\"}");
        write("derived", "2", "{\"color\": null}");
        assertThat(read("derived:vec", "1")).isEqualTo(List.of(0.6, 0.8));
        assertThat(read("derived:vec", "2")).isNull();
    }

    @Test
    void hashedTextIsSearchedByText() {
        register("""
                {"name": "hashed", "entity": "item", "features": [{"name": "title", "type": "STRING"},
                 {"name": "vec", "type": "VECTOR", "vector": {"dimension": 64}, "dependencies": ["title"],
                  "transformation": {"type": "embedding", "method": "HASHING", "dimension": 64}}]}""");
        write("hashed", "1", "{\"title\": \"lost my card\"}");
        write("hashed", "2", "{\"title\": \"exchange rates\"}");
        JsonNode found = JSON.readTree(
                client.post("/search", "{\"feature\": \"hashed:vec\", \"text\": \"the card is lost\", \"k\": 1}")
                        .getBody());
        assertThat(found.at("/neighbours/0/entity/item_id").asString()).isEqualTo("1");
        assertThat(client.post("/search", "{\"feature\": \"hashed:vec\", \"text\": \"...\"}")
                        .getBody())
                .contains("\"field\":\"text\"");
    }

    private static String learning(String vec, int dimension) {
        return """
                {"name": "learned", "entity": "item", "features": [{"name": "product", "type": "STRING"},
                 {"name": "basket", "type": "STRING"}%s]}""".formatted(vec.isEmpty() ? "" : """
                , {"name": "%s", "dependencies": ["product", "basket"],
                 "transformation": {"type": "embedding", "method": "LEARNED", "dimension": %d, "context": "basket"}}
                """.formatted(vec, dimension));
    }

    @Test
    void vectorsAreLearnedOnceForAVersionFromTheRowsThatThereAre() {
        register(learning("", 0));
        List<List<String>> baskets = List.of(
                List.of("bread", "butter"),
                List.of("bread", "butter"),
                List.of("nail", "screw"),
                List.of("nail", "screw"));
        int id = 0;
        for (int basket = 0; basket < baskets.size(); basket++) {
            for (String product : baskets.get(basket)) {
                write(
                        "learned",
                        String.valueOf(id++),
                        "{\"product\": \"%s\", \"basket\": \"b%d\"}".formatted(product, basket));
            }
        }
        assertThat(register(learning("vec", 2)).get("change").asString()).isEqualTo("NEW_VERSION");
        JsonNode second = awaitVersion(2);
        assertThat(second.at("/fitted/vec/rows").asInt()).isEqualTo(8);
        assertThat(second.at("/fitted/vec/parameters/vectors/bread").size()).isEqualTo(2);
        List<Double> bread = numbers(read("learned:vec", "0"));
        List<Double> butter = numbers(read("learned:vec", "1"));
        List<Double> nail = numbers(read("learned:vec", "4"));
        assertThat(cosine(bread, butter)).as("what lies in the same baskets").isGreaterThan(0.99);
        assertThat(cosine(bread, nail)).isLessThan(0.1);
        assertThat(register(learning("vec", 2)).get("change").asString()).isEqualTo("UNCHANGED");

        write("learned", "99", "{\"product\": \"bread\", \"basket\": \"b9\"}");
        register(learning("vec", 3));
        assertThat(awaitVersion(3).at("/fitted/vec/rows").asInt()).isEqualTo(9);
        assertThat(numbers(read("learned:vec", "0"))).hasSize(3);
        assertThat(numbers(read("learned@2:vec", "0")))
                .as("the version before keeps what it learned")
                .isEqualTo(bread);
    }

    private JsonNode awaitVersion(int version) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> JSON.readTree(client.get("/views/learned").getBody()),
                        view -> view.get("version").asInt() == version
                                && view.get("status").asString().equals("ACTIVE"));
    }

    @Test
    void whereThereIsNothingToLearnFromTheVersionSaysSo() {
        register(learning("vec", 2).replace("\"learned\"", "\"unlearned\""));
        String failure = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/views/unlearned").getBody(), body -> body.contains("failure"));
        assertThat(failure).contains("PREPARING", "vec: expected at least one row");
    }

    private static List<Double> numbers(Object value) {
        var numbers = new ArrayList<Double>();
        ((List<?>) value).forEach(each -> numbers.add(((Number) each).doubleValue()));
        return numbers;
    }

    private static double cosine(List<Double> a, List<Double> b) {
        double dot = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.size(); i++) {
            dot += a.get(i) * b.get(i);
            ofA += a.get(i) * a.get(i);
            ofB += b.get(i) * b.get(i);
        }
        return dot / Math.sqrt(ofA * ofB);
    }
}
