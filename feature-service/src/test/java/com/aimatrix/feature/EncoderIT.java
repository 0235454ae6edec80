package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.feature.encoder.EncoderUpload;
import com.aimatrix.feature.encoder.OnnxFile;
import com.aimatrix.feature.encoder.TorchScriptFile;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class EncoderIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Words in it get a row of the table of their own, beside [UNK], [CLS] and [SEP]. */
    private static final List<String> WORDS = List.of("cat", "dog", "red", "blue");

    private static final String VOCABULARY = "[UNK]\n[CLS]\n[SEP]\n" + String.join("\n", WORDS) + "\n";
    private static final float[][] TABLE = table(1);

    private final FeatureClient client;
    private final ArtifactStore artifacts;

    @Autowired
    EncoderIT(@LocalServerPort int port, ArtifactStore artifacts) {
        this.client = new FeatureClient(port);
        this.artifacts = artifacts;
    }

    private static float[][] table(int seed) {
        float[][] table = new float[3 + WORDS.size()][4];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < 4; j++) {
                table[i][j] = (float) Math.sin(seed + 4 * i + j);
            }
        }
        return table;
    }

    private static EncoderUpload upload(float[][] table) {
        return EncoderUpload.of("model.onnx", OnnxFile.ofTokens(table)).with("vocab.txt", VOCABULARY);
    }

    private static float[] oracle(float[][] table, String text) {
        float[] mean = new float[4];
        String[] words = text.split(" ");
        for (int i = 0; i < 4; i++) {
            double sum = table[1][i] + table[2][i];
            for (String word : words) {
                int place = WORDS.indexOf(word);
                sum += table[place < 0 ? 0 : 3 + place][i];
            }
            mean[i] = (float) (sum / (words.length + 2));
        }
        return mean;
    }

    private static void assertClose(JsonNode vector, float[] expected) {
        assertThat(vector.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(vector.get(i).doubleValue()).isCloseTo(expected[i], Offset.offset(1e-5));
        }
    }

    private JsonNode register(String name, EncoderUpload upload) {
        var answer = client.put("/encoders/" + name, upload.zipped());
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return JSON.readTree(answer.getBody());
    }

    private String refused(String name, byte[] body) {
        var answer = client.put("/encoders/" + name, body);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
        assertThat(client.get("/encoders/" + name).getStatusCode().value()).isEqualTo(404);
        return answer.getBody();
    }

    @BeforeEach
    void entity() {
        client.put("/entities/item", "{\"name\": \"item\", \"joinKeys\": [\"item_id\"]}");
    }

    @Test
    void aRegisteredEncoderTellsOfItselfAndEncodes() {
        JsonNode registered = register("small", upload(TABLE));
        assertThat(registered.get("dimension").asInt()).isEqualTo(4);
        assertThat(registered.get("format").asString()).isEqualTo("ONNX");
        assertThat(registered.at("/files/0/path").asString()).isEqualTo("model.onnx");
        assertThat(registered.at("/files/0/sha256").asString()).hasSize(64);
        assertThat(client.get("/encoders/small").getBody()).isEqualTo(registered.toString());
        assertThat(client.get("/encoders").getBody()).contains("\"name\":\"small\"");
        JsonNode vectors = JSON.readTree(
                        client.post("/encoders/small/vectors", "{\"texts\": [\"red cat\", \"dog\", \"cow\"]}")
                                .getBody())
                .get("vectors");
        assertClose(vectors.get(0), oracle(TABLE, "red cat"));
        assertClose(vectors.get(1), oracle(TABLE, "dog"));
        assertClose(vectors.get(2), oracle(TABLE, "cow"));
        assertThat(client.post("/encoders/small/vectors", "{\"texts\": [null]}").getBody())
                .contains("\"field\":\"texts\"");
        assertThat(client.post("/encoders/none/vectors", "{\"texts\": [\"x\"]}")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void aTextIsEncodedWhenItsRowIsWrittenAndFoundByAText() {
        register("words", upload(TABLE));
        var view = client.put("/views/docs", """
                {"name": "docs", "entity": "item", "features": [{"name": "title", "type": "STRING"},
                 {"name": "vec", "type": "VECTOR", "vector": {"dimension": 4, "metric": "L2"}, "dependencies": "title",
                  "transformation": {"type": "embedding", "method": "ENCODER", "encoder": "words"}}]}""");
        assertThat(view.getStatusCode().value()).as(view.getBody()).isEqualTo(200);
        assertThat(view.getBody()).as("the dimension is filled in").contains("\"dimension\":4");
        assertThat(client.post("/views/docs/values", """
                {"rows": [{"entity": {"item_id": "1"}, "eventTime": "2011-01-01T00:00:00Z", "values": {"title": "red cat"}},
                 {"entity": {"item_id": "2"}, "eventTime": "2011-01-01T00:00:00Z", "values": {"title": "blue dog"}},
                 {"entity": {"item_id": "3"}, "eventTime": "2011-01-01T00:00:00Z", "values": {"title": null}}]}""").getBody()).contains("\"written\":3");
        var rows = Stream.of("1", "2", "3")
                .map(id -> new OnlineRequest.Row(null, Map.of("item_id", id)))
                .toList();
        List<OnlineRequest.Row> asked = List.copyOf(rows);
        var read = client.online(new OnlineRequest(List.of("docs:vec"), asked)).rows();
        assertClose(JSON.valueToTree(read.get(0).values().get(0)), oracle(TABLE, "red cat"));
        assertClose(JSON.valueToTree(read.get(1).values().get(0)), oracle(TABLE, "blue dog"));
        assertThat(read.get(2).values()).containsExactly((Object) null);
        JsonNode found = JSON.readTree(client.post(
                        "/search",
                        "{\"feature\": \"docs:vec\", \"text\": \"blue dog\", \"features\": [\"docs:title\"]}")
                .getBody());
        assertThat(found.get("neighbours").size()).isEqualTo(2);
        assertThat(found.at("/neighbours/0/values/0").asString()).isEqualTo("blue dog");
        assertThat(found.at("/neighbours/0/distance").doubleValue()).isCloseTo(0, Offset.offset(1e-5));
    }

    @Test
    void aTextIsEncodedWhenItIsReadWhereNothingIsStored() {
        register(
                "reading",
                EncoderUpload.of("model.pt", TorchScriptFile.sines(4)).with("vocab.txt", VOCABULARY));
        client.put("/views/lines", """
                {"name": "lines", "entity": "item", "features": [{"name": "title", "type": "STRING"},
                 {"name": "vec", "dependencies": "title",
                  "transformation": {"type": "embedding", "method": "ENCODER", "encoder": "reading"}}]}""");
        client.post("/views/lines/values", """
                {"rows": [{"entity": {"item_id": "1"}, "eventTime": "2011-01-01T00:00:00Z", "values": {"title": "cat"}}]}""");
        var read = client.online(
                new OnlineRequest(List.of("lines:vec"), List.of(new OnlineRequest.Row(null, Map.of("item_id", "1")))));
        float[] expected = new float[4];
        for (int i = 0; i < 4; i++) {
            int k = i + 1;
            expected[i] = (float) ((Math.sin(k) + Math.sin(3 * k) + Math.sin(2 * k)) / 3);
        }
        assertClose(JSON.valueToTree(read.rows().get(0).values().get(0)), expected);
    }

    @Test
    void anEncoderThatAViewUsesStaysAsItIs() {
        register("used", upload(TABLE));
        client.put("/views/using", """
                {"name": "using", "entity": "item", "features": [{"name": "title", "type": "STRING"},
                 {"name": "vec", "dependencies": "title",
                  "transformation": {"type": "embedding", "method": "ENCODER", "encoder": "used"}}]}""");
        JsonNode same = register("used", upload(TABLE));
        assertThat(same.toString())
                .as("the same again")
                .isEqualTo(client.get("/encoders/used").getBody());
        var other = client.put("/encoders/used", upload(table(2)).zipped());
        assertThat(other.getStatusCode().value()).isEqualTo(409);
        assertThat(other.getBody()).contains("encoder-in-use", "view using@1");
        assertThat(client.delete("/encoders/used").getStatusCode().value()).isEqualTo(409);
        client.delete("/views/using");
        assertThat(client.delete("/encoders/used").getStatusCode().value()).isEqualTo(204);
        assertThat(client.get("/encoders/used").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void anEncoderThatNobodyUsesIsReplaced() throws IOException {
        register("changing", upload(TABLE));
        String ask = "{\"texts\": [\"cat\"]}";
        assertClose(
                JSON.readTree(client.post("/encoders/changing/vectors", ask).getBody())
                        .at("/vectors/0"),
                oracle(TABLE, "cat"));
        long before = folders();
        register("changing", upload(table(2)));
        assertClose(
                JSON.readTree(client.post("/encoders/changing/vectors", ask).getBody())
                        .at("/vectors/0"),
                oracle(table(2), "cat"));
        assertThat(folders()).as("the files of the one before are gone").isEqualTo(before);
    }

    private long folders() throws IOException {
        Path root = artifacts.local(artifacts.uri("encoders"));
        try (Stream<Path> folders = Files.list(root)) {
            return folders.count();
        }
    }

    @Test
    void whatCannotBeUsedIsRefusedAndLeavesNothing() throws IOException {
        register("present", upload(TABLE));
        long before = folders();
        assertThat(refused("bad", "no archive".getBytes())).contains("\"field\":\"body\"", "zip");
        byte[] whole = upload(TABLE).zipped();
        assertThat(refused("bad", java.util.Arrays.copyOf(whole, whole.length / 2)))
                .contains("\"field\":\"body\"");
        assertThat(refused("bad", EncoderUpload.of("notes.txt", new byte[9]).zipped()))
                .contains("\"field\":\"body\"", "model.onnx");
        assertThat(refused("bad", upload(TABLE).with("model.pt", new byte[9]).zipped()))
                .contains("exactly one");
        assertThat(refused(
                        "bad",
                        upload(TABLE).with("copy/model.onnx", new byte[9]).zipped()))
                .contains("several");
        assertThat(refused(
                        "bad",
                        upload(TABLE)
                                .with("encoder.json", "{\"poling\": \"cls\"}")
                                .zipped()))
                .contains("\"field\":\"encoder.json\"", "poling");
        assertThat(refused(
                        "bad",
                        upload(TABLE)
                                .with("encoder.json", "{\"max_length\": 0}")
                                .zipped()))
                .contains("encoder.json.maxLength");
        assertThat(refused(
                        "bad",
                        upload(TABLE).with("encoder.json", "{\"buckets\": 9}").zipped()))
                .contains("encoder.json.buckets");
        assertThat(refused("bad", upload(TABLE).with("encoder.json", "null").zipped()))
                .contains("encoder.json");
        assertThat(refused("bad", upload(TABLE).with("vocab.txt", "cat\ndog").zipped()))
                .contains("\"field\":\"vocab.txt\"");
        assertThat(refused("bad", upload(TABLE).with("tokenizer.json", "{}").zipped()))
                .contains("\"field\":\"tokenizer.json\"");
        assertThat(refused(
                        "bad",
                        upload(TABLE).with("encoder.json", "{\"dimension\": 5}").zipped()))
                .contains("encoder.json.dimension");
        assertThat(client.put("/encoders/1x", whole).getBody()).contains("\"field\":\"name\"");
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void anUploadMayBeLargerThanOtherBodies() {
        byte[] noise = new byte[33 << 20];
        new java.util.SplittableRandom(1).nextBytes(noise);
        register("large", upload(TABLE).with("model.safetensors", noise));
    }

    @Test
    void aViewNamesAnEncoderThatThereIsAndItsDimension() {
        register("exact", upload(TABLE));
        String view = """
                {"name": "wrong", "entity": "item", "features": [{"name": "title", "type": "STRING"},
                 {"name": "vec", %s "dependencies": "title",
                  "transformation": {"type": "embedding", "method": "ENCODER", %s}}]}""";
        assertThat(client.put("/views/wrong", view.formatted("", "\"encoder\": \"nobody\""))
                        .getBody())
                .contains("features[1].transformation.encoder", "exact");
        assertThat(client.put("/views/wrong", view.formatted("", "\"encoder\": \"exact\", \"dimension\": 5"))
                        .getBody())
                .contains("features[1].transformation.dimension");
        String vector = "\"type\": \"VECTOR\", \"vector\": {\"dimension\": 5},";
        assertThat(client.put("/views/wrong", view.formatted(vector, "\"encoder\": \"exact\""))
                        .getBody())
                .contains("features[1].vector.dimension");
        assertThat(client.get("/views/wrong").getStatusCode().value()).isEqualTo(404);
    }
}
