package com.aimatrix.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.training.worker.WorkerMessage.Done;
import com.aimatrix.training.worker.WorkerMessage.Epoch;
import com.aimatrix.training.worker.WorkerMessage.Failed;
import com.aimatrix.training.worker.WorkerMessage.Metric;
import com.aimatrix.training.worker.WorkerMessage.Started;
import com.aimatrix.training.worker.WorkerTask.Opponent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Starts the worker as its own process, as the service does. */
@Timeout(120)
class WorkerMainIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int KILLED = 128 + 9;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeData() throws IOException {
        WorkerFixture.writeData(folder.resolve("data.csv.gz"));
    }

    @Test
    void aModelIsTrainedMeasuredAndComparedOnTheSameRows() throws Exception {
        Path first = run("first", 6, List.of());
        List<WorkerMessage> firstMessages = messages(start(first), 0);

        Path second = run("second", 2, List.of(new Opponent("live", "../first/model")));
        List<WorkerMessage> messages = messages(start(second), 0);

        assertThat(messages.get(0)).isInstanceOfSatisfying(Started.class, started -> {
            assertThat(started.trainRows()).isEqualTo(1996);
            assertThat(started.evaluationRows()).isEqualTo(898);
            assertThat(started.unlabelledRows()).isEqualTo(6);
        });
        assertThat(messages).filteredOn(Epoch.class::isInstance).hasSize(2);
        assertThat(messages.get(messages.size() - 1)).isInstanceOf(Done.class);
        EvaluationReport report = JSON.readValue(
                Files.readAllBytes(second.resolveSibling(WorkFolder.EVALUATION)), EvaluationReport.class);
        assertThat(report.rows()).isEqualTo(898);
        assertThat(report.from()).isEqualTo(WorkerFixture.VALIDATION_FROM);
        assertThat(report.to()).isEqualTo(WorkerFixture.START.plusSeconds(2899 * 3600L));
        assertThat(report.metrics()).containsOnlyKeys("candidate", "live");
        assertThat(report.metrics().get("candidate"))
                .isEqualTo(new ModelFolder(second.resolveSibling("model"))
                        .readModelFile()
                        .metrics());
        // One number and whether it is missing, an embedding of 4 x 2, and layers from 4 to 8 to 1 with their biases.
        assertThat(JSON.readTree(Files.readAllBytes(second.resolveSibling(WorkFolder.ARCHITECTURE_JSON)))
                        .get("parameters")
                        .asLong())
                .isEqualTo(4 * 2 + 4 * 8 + 8 + 8 + 1);
        assertThat(second.resolveSibling(WorkFolder.ARCHITECTURE_SVG)).content().endsWith("</svg>");
        // The same rows, so what the first run measured of its own model is what the second measured of it.
        assertThat(firstMessages)
                .contains(new Metric("candidate", report.metrics().get("live")));
        assertThat(report.metrics().get("live").get("roc_auc")).isGreaterThan(0.8);
    }

    @Test
    void modelsAreEvaluatedOnAllRows() throws Exception {
        Path trained = run("trained", 1, List.of());
        messages(start(trained), 0);
        Path evaluation = WorkerFixture.write(
                folder.resolve("evaluation"), WorkerFixture.evaluate(List.of(new Opponent("a", "../trained/model"))));
        Files.copy(folder.resolve("data.csv.gz"), evaluation.resolveSibling("data.csv.gz"));

        List<WorkerMessage> messages = messages(start(evaluation), 0);

        assertThat(messages.get(1)).isInstanceOfSatisfying(Metric.class, metric -> {
            assertThat(metric.name()).isEqualTo("a");
            assertThat(metric.metrics()).containsEntry("rows", 2994.0);
        });
    }

    @Test
    void aWorkerThatWasKilledGoesOnFromItsCheckpointToTheSameModel() throws Exception {
        Path through = run("through", 80, List.of());
        messages(start(through), 0);
        Path killed = run("killed", 80, List.of());
        Process process = start(killed);
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (!line.contains("\"epoch\":3,")) {
                line = out.readLine();
            }
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isEqualTo(KILLED);
        assertThat(killed.resolveSibling("model")).doesNotExist();

        List<WorkerMessage> messages = messages(start(killed), 0);

        assertThat(messages)
                .filteredOn(Epoch.class::isInstance)
                .extracting(message -> ((Epoch) message).epoch())
                .startsWith(1, 2, 3, 4)
                .doesNotHaveDuplicates();
        assertThat(killed.resolveSibling("model/model.safetensors"))
                .hasSameBinaryContentAs(through.resolveSibling("model/model.safetensors"));
    }

    @Test
    void itEndsWhenItsParentIsGone() throws Exception {
        Process process = start(run("orphan", 10_000, List.of()));
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).contains("started");
            process.getOutputStream().close();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).isEqualTo(3);
    }

    @Test
    void whatCannotBeDoneIsToldInASentence() throws Exception {
        Path file = run("broken", 1, List.of(new Opponent("live", "nowhere")));

        List<WorkerMessage> messages = messages(start(file), 1);

        assertThat(messages).containsExactly(new Failed("the model folder has no model.json"));
    }

    private static Path run(String name, int epochs, List<Opponent> opponents) throws IOException {
        Path file = WorkerFixture.write(folder.resolve(name), WorkerFixture.train(epochs, opponents));
        Files.copy(folder.resolve("data.csv.gz"), file.resolveSibling("data.csv.gz"));
        return file;
    }

    private static Process start(Path task) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName(),
                task.toString());
        builder.environment().put("OPT_OUT_TRACKING", "true");
        builder.redirectError(task.resolveSibling("worker.log").toFile());
        return builder.start();
    }

    private static List<WorkerMessage> messages(Process process, int exitCode) throws Exception {
        List<WorkerMessage> messages = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                messages.add(JSON.readValue(line, WorkerMessage.class));
            }
        }
        assertThat(process.waitFor()).as("%s", messages).isEqualTo(exitCode);
        return messages;
    }
}
