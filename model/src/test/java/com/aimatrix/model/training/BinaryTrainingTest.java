package com.aimatrix.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.metrics.BinaryMetrics;
import com.aimatrix.model.mlp.TrainingSettings;
import com.aimatrix.model.preprocessing.DerivedInput;
import com.aimatrix.model.preprocessing.PreprocessingSettings;
import com.aimatrix.model.scoring.BinaryClassifier;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import com.aimatrix.transform.Bin;
import com.aimatrix.transform.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryTrainingTest {

    private static final List<Input> INPUTS = List.of(
            new Input("delay", FeatureKind.NUMERIC),
            new Input("carrier", FeatureKind.CATEGORICAL),
            new Input("distance", FeatureKind.NUMERIC));

    @TempDir
    private static Path folder;

    private static LabelledTable training;
    private static LabelledTable validation;
    private static ModelFile written;

    @BeforeAll
    static void trainOnce() throws IOException {
        training = rows(3000, 1, Instant.parse("2011-01-01T00:00:00Z"));
        validation = rows(1000, 2, Instant.parse("2011-03-01T00:00:00Z"));
        written = training(true).train(training, validation, null, new ModelFolder(folder.resolve("model")), r -> {});
    }

    private static BinaryTraining training(boolean calibrate) {
        TrainingSettings settings = new TrainingSettings(List.of(16), 0.1, 5, 64, 5e-3, 1e-2, 5, 1.0, 42);
        return new BinaryTraining(settings, PreprocessingSettings.defaults(), calibrate, "1.0", "ab12");
    }

    @Test
    void theFolderScoresAsItWasMeasured() throws IOException {
        BinaryClassifier classifier = BinaryClassifier.load(folder.resolve("model"));
        LabelledTable measured = training(true).evaluationRows(validation);

        BinaryMetrics metrics = BinaryMetrics.of(classifier.score(measured.rows()), measured.labels());

        assertThat(metrics.byName()).isEqualTo(written.metrics());
        assertThat(metrics.rows()).isEqualTo(500);
        assertThat(metrics.rocAuc()).isGreaterThan(0.8);
        assertThat(metrics.meanScore()).isBetween(metrics.baseRate() - 0.05, metrics.baseRate() + 0.05);
    }

    @Test
    void theModelFileTellsWhatTheModelIs() throws IOException {
        ModelFile file = new ModelFolder(folder.resolve("model")).readModelFile();

        assertThat(file).isEqualTo(written);
        assertThat(file.inputs())
                .containsExactly(
                        new Input("delay", FeatureKind.NUMERIC, true),
                        new Input("carrier", FeatureKind.CATEGORICAL, true),
                        new Input("distance", FeatureKind.NUMERIC, false));
        assertThat(file.trainedOn().from()).isEqualTo("2011-01-01T00:00:00Z");
        assertThat(file.trainedOn().to()).isEqualTo("2011-01-03T01:59:00Z");
        assertThat(file.calibration()).isNotNull();
        assertThat(file.dataHash()).isEqualTo("ab12");
        assertThat(Files.readString(folder.resolve("model/model.json")))
                .contains("\"kind\" : \"numeric\"")
                .contains("\"task\" : \"binary\"");
    }

    @Test
    void theReferenceProfileIsThatOfTheTrainingRows() throws IOException {
        ReferenceProfile profile = new ModelFolder(folder.resolve("model")).readReferenceProfile();

        assertThat(profile.rows()).isEqualTo(3000);
        assertThat(profile.features()).extracting("name").containsExactly("delay", "carrier", "distance");
        assertThat(profile.features().get(0).counts().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        + profile.features().get(0).nulls())
                .isEqualTo(3000);
        assertThat(profile.score().counts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(500);
        assertThat(profile.validation()).isEqualTo(written.metrics());
    }

    @Test
    void derivedInputsLieInTheFolderAndAreComputedFromRawRows() throws IOException {
        var settings = new TrainingSettings(List.of(16), 0.1, 2, 64, 5e-3, 1e-2, 5, 1.0, 42);
        var preprocessing = PreprocessingSettings.usual(
                Map.of(),
                List.of(
                        new DerivedInput(
                                "bin", new Bin(Bin.Method.QUANTILES, 8, null, true, null), List.of("delay"), null),
                        new DerivedInput(
                                "hashed",
                                new Embedding(Embedding.Method.HASHING, 4, null, null, null, null, null, null),
                                List.of("carrier"),
                                null)),
                Set.of("delay", "carrier"));
        Path target = folder.resolve("derived");
        ModelFile file = new BinaryTraining(settings, preprocessing, false, "1.0", "ab12")
                .train(training, validation, null, new ModelFolder(target), r -> {});

        BinaryClassifier loaded = BinaryClassifier.load(target);

        assertThat(loaded.file()).isEqualTo(file);
        assertThat(loaded.inputs()).extracting(Input::name).containsExactly("delay", "carrier", "distance");
        assertThat(BinaryMetrics.of(loaded.score(validation.rows()), validation.labels())
                        .byName())
                .isEqualTo(file.metrics());
        String json = Files.readString(target.resolve("model.json"));
        Files.writeString(target.resolve("model.json"), json.replaceFirst("\"carrier\" \\]", "\"carier\" ]"));
        assertThatThrownBy(() -> BinaryClassifier.load(target))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("takes carier");
    }

    @Test
    void aFolderOfTheFirstFormatIsStillRead() throws IOException {
        Path target = Files.createDirectory(folder.resolve("first"));
        for (String file : List.of("model.safetensors", "reference_profile.json")) {
            Files.copy(folder.resolve("model").resolve(file), target.resolve(file));
        }
        String json = Files.readString(folder.resolve("model/model.json"));
        Files.writeString(
                target.resolve("model.json"),
                json.replace("\"formatVersion\" : 2", "\"formatVersion\" : 1").replace("\"derived\" : [ ],", ""));

        assertThat(BinaryClassifier.load(target).score(validation.rows()))
                .isEqualTo(BinaryClassifier.load(folder.resolve("model")).score(validation.rows()));
    }

    @Test
    void aRowScoresTheSameAloneAndAmongOthersAndInManyThreads() throws Exception {
        BinaryClassifier classifier = BinaryClassifier.load(folder.resolve("model"));
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {3, "AA", 100});
        rows.add(new Object[] {null, null, 100});
        rows.add(new Object[] {1e9, "unheard of", null});
        double[] together = classifier.score(rows);
        Callable<double[]> alone = () -> {
            double[] scores = new double[rows.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = classifier.score(rows.subList(i, i + 1))[0];
            }
            return scores;
        };

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (var future : threads.invokeAll(Collections.nCopies(200, alone))) {
                assertThat(future.get()).isEqualTo(together);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(Arrays.stream(together).boxed())
                .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
    }

    @Test
    void aDamagedFolderIsRefusedWithTheReason() throws IOException {
        String json = Files.readString(folder.resolve("model/model.json"));
        refused("model.json", json.replace("\"formatVersion\" : 2", "\"formatVersion\" : 3"), "this code reads 1 to 2");
        refused("model.json", "{", "model.json cannot be read");
        refused("model.json", "{\"inputs\":[null]}", "model.json cannot be read");
        refused("model.json", json.replaceFirst("\"seed\" : 42", "\"seed\" : \"x\""), "at seed");
        refused("model.json", json.replace("[ 16 ]", "[ 17 ]"), "expected F32[17, ");
        refused("model.json", json.replaceFirst("\"name\" : \"delay\"", "\"name\" : \"dalay\""), "are not those of");
        refused("model.safetensors", "no tensors here", "header length");
    }

    private void refused(String name, String content, String reason) throws IOException {
        Path copy = Files.createTempDirectory(folder, "damaged");
        for (String file : List.of("model.json", "model.safetensors", "reference_profile.json")) {
            Files.copy(folder.resolve("model").resolve(file), copy.resolve(file));
        }
        Files.writeString(copy.resolve(name), content);
        assertThatThrownBy(() -> BinaryClassifier.load(copy))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aFolderWithoutAModelSaysSo() {
        assertThatThrownBy(() -> BinaryClassifier.load(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("the model folder has no model.json");
    }

    private static LabelledTable rows(int count, long seed, Instant from) {
        Random random = new Random(seed);
        List<Object[]> rows = new ArrayList<>();
        double[] labels = new double[count];
        Instant[] times = new Instant[count];
        for (int i = 0; i < count; i++) {
            double delay = random.nextGaussian() * 10;
            int carrier = random.nextInt(4);
            boolean missing = random.nextInt(20) == 0;
            rows.add(new Object[] {
                missing ? null : delay, carrier == 3 ? null : "A" + (char) ('A' + carrier), random.nextInt(2000)
            });
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-0.2 * delay - carrier + 2)) ? 1 : 0;
            times[i] = from.plusSeconds(60L * i);
        }
        return new LabelledTable(Table.ofRows(INPUTS, rows), labels, times);
    }
}
