package com.aimatrix.registry;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.folder.ModelFile.Architecture;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.mlp.MlpShape;
import com.aimatrix.model.preprocessing.CategoricalInput;
import com.aimatrix.model.preprocessing.NumericInput;
import com.aimatrix.model.preprocessing.Preprocessing;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model that can be loaded, of one number and one category; nobody has trained it. */
final class TestModel {

    static final List<String> FEATURES = List.of("carrier_origin:late_share_7d", "flight:carrier");

    private TestModel() {}

    /** The weights follow from the seed. */
    static void write(Path folder, long seed) throws IOException {
        var preprocessing = new Preprocessing(
                10,
                List.of(),
                List.of(new NumericInput(FEATURES.get(0), 0.2, 0.1, true)),
                List.of(new CategoricalInput(FEATURES.get(1), List.of("CO", "XE"), 2)));
        var file = new ModelFile(
                ModelFile.FORMAT_VERSION,
                ModelFile.BINARY,
                Architecture.mlp(List.of(8), 0),
                List.of(
                        new Input(FEATURES.get(0), FeatureKind.NUMERIC),
                        new Input(FEATURES.get(1), FeatureKind.CATEGORICAL)),
                preprocessing,
                seed,
                "a".repeat(64),
                "test",
                Map.of(),
                null,
                null);
        new ModelFolder(folder).write(file, MlpShape.of(file).initialWeights(seed), profile());
    }

    static ReferenceProfile profile() {
        return new ReferenceProfile(
                100,
                List.of(
                        new FeatureProfile(
                                FEATURES.get(0),
                                "numeric",
                                10,
                                List.of(0.1, 0.3),
                                List.of(30L, 30L, 30L),
                                0.2,
                                0.1,
                                0.0,
                                1.0,
                                null,
                                null),
                        new FeatureProfile(
                                FEATURES.get(1),
                                "categorical",
                                0,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of("CO", 60L, "XE", 40L),
                                0L)),
                new FeatureProfile(
                        "score", "numeric", 0, List.of(0.5), List.of(50L, 50L), 0.5, 0.1, 0.0, 1.0, null, null),
                Map.of("log_loss", 0.5));
    }
}
