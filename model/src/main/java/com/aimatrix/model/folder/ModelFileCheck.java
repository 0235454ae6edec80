package com.aimatrix.model.folder;

import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.folder.ModelFile.Architecture;
import com.aimatrix.model.preprocessing.CategoricalInput;
import com.aimatrix.model.preprocessing.NumericInput;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that a {@code model.json} is whole, consistent and of a size that can be served. */
final class ModelFileCheck {

    private static final int MAX_LAYERS = 32;
    private static final int MAX_UNITS = 1 << 14;

    private final ModelFile file;

    ModelFileCheck(ModelFile file) {
        this.file = file;
    }

    /** @throws ModelFormatException when anything is wrong */
    void run() {
        require(
                file.formatVersion() == ModelFile.FORMAT_VERSION,
                "formatVersion is " + file.formatVersion() + ", this code reads " + ModelFile.FORMAT_VERSION);
        require(ModelFile.BINARY.equals(file.task()), "task is '" + file.task() + "', expected 'binary'");
        checkArchitecture();
        require(!file.inputs().isEmpty(), "inputs are missing");
        require(file.preprocessing() != null, "preprocessing is missing");
        checkNumeric();
        checkCategorical();
        if (file.calibration() != null) {
            require(
                    Double.isFinite(file.calibration().scale())
                            && Double.isFinite(file.calibration().offset()),
                    "calibration is not finite");
        }
    }

    private void checkArchitecture() {
        Architecture architecture = file.architecture();
        require(architecture != null, "architecture is missing");
        require(
                Architecture.MLP.equals(architecture.type()) && Architecture.RELU.equals(architecture.activation()),
                "architecture is " + architecture.type() + " with " + architecture.activation()
                        + ", expected mlp with relu");
        List<Integer> sizes = architecture.hiddenSizes();
        require(sizes != null && sizes.size() <= MAX_LAYERS, "hiddenSizes must be at most " + MAX_LAYERS + " layers");
        for (Integer size : sizes) {
            require(
                    size != null && size >= 1 && size <= MAX_UNITS,
                    "a hidden layer has " + size + " units, expected 1 to " + MAX_UNITS);
        }
    }

    private void checkNumeric() {
        require(file.preprocessing().clip() > 0, "clip must be above 0");
        for (NumericInput input : file.preprocessing().numeric()) {
            require(
                    Double.isFinite(input.mean()) && Double.isFinite(input.stddev()) && input.stddev() > 0,
                    "numeric input " + input.name() + " needs a finite mean and a stddev above 0");
        }
        requireSameNames(
                FeatureKind.NUMERIC,
                file.preprocessing().numeric().stream().map(NumericInput::name).toList());
    }

    private void checkCategorical() {
        for (CategoricalInput input : file.preprocessing().categorical()) {
            require(
                    input.embeddingSize() >= 1 && input.embeddingSize() <= MAX_UNITS,
                    "categorical input " + input.name() + " has an embedding size of " + input.embeddingSize());
            Set<String> distinct = new HashSet<>(input.values());
            require(
                    distinct.size() == input.values().size(),
                    "categorical input " + input.name() + " lists a value twice");
        }
        requireSameNames(
                FeatureKind.CATEGORICAL,
                file.preprocessing().categorical().stream()
                        .map(CategoricalInput::name)
                        .toList());
    }

    private void requireSameNames(FeatureKind kind, List<String> preprocessed) {
        List<String> signed = file.inputs().stream()
                .filter(input -> input.kind() == kind)
                .map(Input::name)
                .toList();
        require(
                signed.equals(preprocessed),
                "the " + kind + " inputs " + signed + " are not those of the preprocessing " + preprocessed);
        require(new HashSet<>(signed).size() == signed.size(), "an input is listed twice: " + signed);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new ModelFormatException(ModelFolder.MODEL_JSON + ": " + message);
        }
    }
}
