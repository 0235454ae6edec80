package com.aimatrix.training.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.folder.ModelFile.Architecture;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.mlp.MlpShape;
import com.aimatrix.model.preprocessing.CategoricalInput;
import com.aimatrix.model.preprocessing.NumericInput;
import com.aimatrix.model.preprocessing.Preprocessing;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.test.PlatformTest;
import com.aimatrix.training.mlflow.TrackingClient;
import com.aimatrix.training.tensorboard.EventReader.Message;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@PlatformTest
@TestPropertySource(
        properties = {"aimatrix.tracking.tensorboard.write=true", "aimatrix.tracking.tensorboard.interval=200ms"})
class TensorBoardIT {

    @LocalServerPort
    private int port;

    @Autowired
    private ArtifactStore store;

    private TrackingClient client;
    private String run;
    private String folder;

    @BeforeEach
    void run() {
        client = new TrackingClient(port);
        String experiment = client.experiment("tensorboard %d".formatted(System.nanoTime()));
        run = client.run(experiment, "r");
        folder = "artifacts:/tracking/%s/%s/artifacts".formatted(experiment, run);
    }

    private void file(String path, byte[] content) throws IOException {
        store.write("%s/%s".formatted(folder, path), new ByteArrayInputStream(content), Checksums.NONE);
    }

    private void log() throws IOException {
        client.param(run, "depth", "3");
        client.param(run, "text", "a|\\nb");
        client.metric(run, "loss", "0.5", 0, 1_700_000_000_250L);
        client.metric(run, "loss", "0.25", 1, 1_700_000_001_000L);
        client.metric(run, "odd", "\"NaN\"", -3, 5);
        file("notes.md", "# größe".getBytes(StandardCharsets.UTF_8));
        file("plain.txt", "a\nb".getBytes(StandardCharsets.UTF_8));
        file("no.txt", new byte[] {(byte) 0xff, 0});
        file("images/cat%step%7%timestamp%1700000005000%x.png".replace('%', '+'), image());
        file("broken.png", new byte[] {1, 2});
        var model = model();
        ModelFolder made = new ModelFolder(store.local("%s/model".formatted(folder)));
        made.write(model, MlpShape.of(model).initialWeights(1), new ReferenceProfile(0, List.of(), null, Map.of()));
        store.publish("%s/model".formatted(folder));
    }

    private static byte[] image() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static ModelFile model() {
        return new ModelFile(
                2,
                ModelFile.BINARY,
                Architecture.mlp(List.of(8, 4), 0.1),
                List.of(new Input("delay", FeatureKind.NUMERIC), new Input("f:carrier", FeatureKind.CATEGORICAL)),
                new Preprocessing(
                        5,
                        List.of(),
                        List.of(new NumericInput("delay", 0, 1, false)),
                        List.of(new CategoricalInput("f:carrier", List.of("AA", "WN"), 2))),
                1,
                null,
                null,
                Map.of(),
                null,
                null);
    }

    private HttpResponse<byte[]> download(String runId) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/training/runs/%s/tensorboard"
                                        .formatted(port, runId)))
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    private List<Message> events() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = download(run);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("events.out.tfevents.1700000000.aimatrix");
        List<Message> events = EventReader.read(answer.body());
        assertThat(events.get(0).text(3)).isEqualTo("brain.Event:2");
        return events.subList(1, events.size());
    }

    /** The values of a tag: events whose summary has it. */
    private static List<Message> of(List<Message> events, String tag) {
        return events.stream()
                .filter(each ->
                        each.has(5) && each.message(5).message(1).text(1).equals(tag))
                .toList();
    }

    private static Message value(List<Message> events, String tag) {
        List<Message> found = of(events, tag);
        assertThat(found).as(tag).hasSize(1);
        return found.get(0).message(5).message(1);
    }

    private static String plugin(Message value) {
        return value.message(9).message(1).text(1);
    }

    @Test
    void metricsAreScalars() throws IOException, InterruptedException {
        log();

        List<Message> events = events();

        List<Message> loss = of(events, "loss");
        assertThat(loss).extracting(each -> each.one(2)).containsExactly(0L, 1L);
        assertThat(loss).extracting(each -> each.one(1)).containsExactly(1_700_000_000.25, 1_700_000_001.0);
        assertThat(loss).extracting(each -> each.message(5).message(1).one(2)).containsExactly(0.5f, 0.25f);
        assertThat(of(events, "odd").get(0).one(2)).isEqualTo(-3L);
        assertThat((Float) value(events, "odd").one(2)).isNaN();
    }

    @Test
    void paramsAndTextsAreMarkdown() throws IOException, InterruptedException {
        log();

        List<Message> events = events();

        assertThat(plugin(value(events, "params"))).isEqualTo("text");
        assertThat(value(events, "params").message(8).text(8)).isEqualTo("""
                | key | value |
                |---|---|
                | depth | 3 |
                | text | a\\|<br>b |
                """);
        assertThat(value(events, "tags").message(8).text(8)).contains("| mlflow.runName | r |");
        assertThat(value(events, "notes.md").message(8).text(8)).isEqualTo("# größe");
        assertThat(value(events, "plain.txt").message(8).text(8)).isEqualTo("    a\n    b");
        assertThat(of(events, "no.txt")).isEmpty();
    }

    @Test
    void imagesComeWithTheirSizeAndStep() throws IOException, InterruptedException {
        log();

        List<Message> events = events();

        Message cat = of(events, "images/cat").get(0);
        assertThat(cat.one(2)).isEqualTo(7L);
        assertThat(cat.one(1)).isEqualTo(1_700_000_005.0);
        Message value = value(events, "images/cat");
        assertThat(plugin(value)).isEqualTo("images");
        List<Object> parts = value.message(8).all(8);
        assertThat(parts.subList(0, 2))
                .containsExactly("4".getBytes(StandardCharsets.US_ASCII), "3".getBytes(StandardCharsets.US_ASCII));
        assertThat((byte[]) parts.get(2)).isEqualTo(image());
        assertThat(of(events, "broken.png")).isEmpty();
    }

    @Test
    void weightsAreHistogramsAndLayersAGraph() throws IOException, InterruptedException {
        log();

        List<Message> events = events();

        Message weight = value(events, "layers.0.weight");
        assertThat(plugin(weight)).isEqualTo("histograms");
        ByteBuffer rows = ByteBuffer.wrap((byte[]) weight.message(8).one(4)).order(ByteOrder.LITTLE_ENDIAN);
        double count = 0;
        for (int i = 0; i < 30; i++) {
            count += rows.getDouble(i * 24 + 16);
        }
        assertThat(count).isEqualTo(8 * 3);
        Message graph = events.stream()
                .filter(each -> each.has(4))
                .findFirst()
                .orElseThrow()
                .message(4);
        assertThat(graph.messages(1))
                .extracting(node -> node.text(1))
                .contains(
                        "numeric/standardized",
                        "categorical/f_carrier/lookup",
                        "concatenated",
                        "hidden_0/linear",
                        "hidden_1/dropout",
                        "output/linear",
                        "output/probability");
        List<String> names =
                graph.messages(1).stream().map(node -> node.text(1)).toList();
        for (Message node : graph.messages(1)) {
            for (Object input : node.all(3)) {
                assertThat(names).contains(new String((byte[]) input, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aRunThatEndsHasTheFileAmongItsOwn() throws IOException, InterruptedException {
        log();
        client.post("runs/update", "{\"run_id\": \"%s\", \"status\": \"FINISHED\", \"end_time\": 1700000009000}", run);

        String uri = "%s/tensorboard/events.out.tfevents.1700000000.aimatrix".formatted(folder);
        await().until(() -> store.stat(uri).isPresent());

        try (var in = store.open(uri, null)) {
            assertThat(of(EventReader.read(in.readAllBytes()), "loss")).hasSize(2);
        }
    }

    @Test
    void aRunThatIsNotThereHasNone() throws IOException, InterruptedException {
        assertThat(download("0".repeat(32)).statusCode()).isEqualTo(404);
    }
}
