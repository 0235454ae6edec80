package com.aimatrix.serving;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.mlp.TrainingSettings;
import com.aimatrix.model.preprocessing.PreprocessingSettings;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import com.aimatrix.model.training.BinaryTraining;
import com.aimatrix.model.training.LabelledTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small models, really trained. */
class TestModels {

    static final String LATE_SHARE = "carrier_origin:late_share_7d";
    static final String CARRIER = "flight:carrier";
    static final String LAST_DELAY = "aircraft:last_delay";
    static final List<String> FEATURES = List.of(LATE_SHARE, CARRIER, LAST_DELAY);

    /** A feature that the feature-service has forgotten. */
    static final String FORGOTTEN = "aircraft:forgotten";

    private static final List<Input> INPUTS = List.of(
            new Input(LATE_SHARE, FeatureKind.NUMERIC),
            new Input(CARRIER, FeatureKind.CATEGORICAL),
            new Input(LAST_DELAY, FeatureKind.NUMERIC));

    private final ArtifactStore artifacts;

    TestModels(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** A model whose weights follow from the seed; trained once an artifact store. */
    Deployment.Target version(int version, long seed) throws IOException {
        return version(version, seed, INPUTS);
    }

    /** The same model as of that seed, but that it reads features of a version of their views. */
    Deployment.Target pinned(int version, long seed, int viewVersion) throws IOException {
        return version(
                version,
                seed,
                INPUTS.stream()
                        .map(input -> new Input(input.name().replace(":", "@" + viewVersion + ":"), input.kind()))
                        .toList());
    }

    /** A model that reads a feature which is no longer there. */
    Deployment.Target forgetful(int version, long seed) throws IOException {
        return version(version, seed, List.of(new Input(FORGOTTEN, FeatureKind.NUMERIC), INPUTS.get(1), INPUTS.get(2)));
    }

    private Deployment.Target version(int version, long seed, List<Input> inputs) throws IOException {
        List<String> features = inputs.stream().map(Input::name).toList();
        String uri = artifacts.uri(
                "models/seed-%d-%s".formatted(seed, features.get(0).replace(':', '-')));
        Path folder = artifacts.local(uri);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            new BinaryTraining(
                            TrainingSettings.defaults(seed),
                            PreprocessingSettings.defaults(),
                            false,
                            "test",
                            "0".repeat(64))
                    .train(rows(seed, inputs), rows(seed + 1, inputs), null, new ModelFolder(folder), report -> {});
            artifacts.publish(uri);
        }
        return new Deployment.Target(version, uri, features);
    }

    private static LabelledTable rows(long seed, List<Input> inputs) {
        var random = new Random(seed);
        var rows = new ArrayList<Object[]>();
        var labels = new double[1_000];
        for (int i = 0; i < labels.length; i++) {
            double share = random.nextDouble();
            String carrier = random.nextBoolean() ? "CO" : "XE";
            rows.add(new Object[] {share, carrier, random.nextInt(10) == 0 ? null : random.nextGaussian() * 20});
            labels[i] = random.nextDouble() < share ? 1 : 0;
        }
        return new LabelledTable(Table.ofRows(inputs, rows), labels);
    }
}
