package com.aimatrix.model.scoring;

import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.folder.ModelFile.Calibration;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.mlp.JavaMlp;
import com.aimatrix.model.mlp.MlpShape;
import com.aimatrix.model.preprocessing.Encoder;
import com.aimatrix.model.safetensors.Tensor;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model that answers the probability of label 1. Thread-safe; holds nothing that must be freed. */
public final class BinaryClassifier {

    private final ModelFile file;
    private final Encoder encoder;
    private final JavaMlp network;

    /**
     * A classifier of a model in memory.
     *
     * @throws com.aimatrix.model.ModelFormatException when the weights are not those of the network
     */
    public BinaryClassifier(ModelFile file, Map<String, Tensor> weights) {
        this.file = file;
        this.encoder = new Encoder(file.inputs(), file.preprocessing());
        this.network = new JavaMlp(MlpShape.of(file), weights);
    }

    /**
     * Loads a model folder after checking all of it.
     *
     * @throws com.aimatrix.model.ModelFormatException when a file is missing or wrong
     * @throws IOException when a file cannot be read
     */
    public static BinaryClassifier load(Path folder) throws IOException {
        ModelFolder content = new ModelFolder(folder);
        return new BinaryClassifier(content.readModelFile(), content.readWeights());
    }

    /** What the model is. */
    public ModelFile file() {
        return file;
    }

    /** What a row must hold, in order. */
    public List<Input> inputs() {
        return file.inputs();
    }

    /**
     * The probability of label 1 for each row.
     *
     * @param rows values in the order of {@link #inputs()}; nulls are imputed, unknown categories count as missing
     * @throws com.aimatrix.model.table.InvalidRowException when a row does not fit the inputs
     */
    public double[] score(List<Object[]> rows) {
        return score(Table.ofRows(inputs(), rows));
    }

    /** The probability of label 1 for each row of a table that has all inputs by name, in any order. */
    public double[] score(Table table) {
        float[] logits = logits(table);
        double[] scores = new double[logits.length];
        Calibration calibration = file.calibration() == null ? new Calibration(1, 0) : file.calibration();
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 1 / (1 + Math.exp(-(calibration.scale() * logits[i] + calibration.offset())));
        }
        return scores;
    }

    /** The network's output for each row, before calibration and sigmoid. */
    public float[] logits(Table table) {
        return network.logits(encoder.encode(table));
    }
}
