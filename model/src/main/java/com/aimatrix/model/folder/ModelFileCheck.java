package com.aimatrix.model.folder;

import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.folder.ModelFile.Architecture;
import com.aimatrix.model.preprocessing.CategoricalInput;
import com.aimatrix.model.preprocessing.DerivedInput;
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
                file.formatVersion() >= 1 && file.formatVersion() <= ModelFile.FORMAT_VERSION,
                "formatVersion is " + file.formatVersion() + ", this code reads 1 to " + ModelFile.FORMAT_VERSION);
        require(ModelFile.BINARY.equals(file.task()), "task is '" + file.task() + "', expected 'binary'");
        checkArchitecture();
        require(!file.inputs().isEmpty(), "inputs are missing");
        require(file.preprocessing() != null, "preprocessing is missing");
        List<Input> columns = columns();
        checkNumeric(columns);
        checkCategorical(columns);
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

    private void checkNumeric(List<Input> columns) {
        require(file.preprocessing().clip() > 0, "clip must be above 0");
        for (NumericInput input : file.preprocessing().numeric()) {
            require(
                    Double.isFinite(input.mean()) && Double.isFinite(input.stddev()) && input.stddev() > 0,
                    "numeric input " + input.name() + " needs a finite mean and a stddev above 0");
        }
        requireColumns(
                columns,
                FeatureKind.NUMERIC,
                file.preprocessing().numeric().stream().map(NumericInput::name).toList());
    }

    private void checkCategorical(List<Input> columns) {
        for (CategoricalInput input : file.preprocessing().categorical()) {
            require(
                    input.embeddingSize() >= 1 && input.embeddingSize() <= MAX_UNITS,
                    "categorical input " + input.name() + " has an embedding size of " + input.embeddingSize());
            Set<String> distinct = new HashSet<>(input.values());
            require(
                    distinct.size() == input.values().size(),
                    "categorical input " + input.name() + " lists a value twice");
        }
        requireColumns(
                columns,
                FeatureKind.CATEGORICAL,
                file.preprocessing().categorical().stream()
                        .map(CategoricalInput::name)
                        .toList());
    }

    /** What a row holds, and what is computed from it. */
    private List<Input> columns() {
        for (DerivedInput each : file.preprocessing().derived()) {
            require(
                    each.name() != null && each.transformation() != null,
                    "a derived input lacks a name or a transformation");
        }
        try {
            return file.preprocessing().columns(file.inputs());
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(ModelFolder.MODEL_JSON + ": " + e.getMessage(), e);
        }
    }

    /** Without derived inputs every input is taken; with them some may only be there to compute others from. */
    private void requireColumns(List<Input> columns, FeatureKind kind, List<String> preprocessed) {
        List<String> there = columns.stream()
                .filter(input -> input.kind() == kind)
                .map(Input::name)
                .toList();
        Set<String> taken = new HashSet<>(preprocessed);
        boolean complete = file.preprocessing().derived().isEmpty()
                ? there.equals(preprocessed)
                : there.stream().filter(taken::contains).toList().equals(preprocessed);
        require(complete, "the " + kind + " inputs " + there + " are not those of the preprocessing " + preprocessed);
        require(new HashSet<>(there).size() == there.size(), "an input is listed twice: " + there);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new ModelFormatException(ModelFolder.MODEL_JSON + ": " + message);
        }
    }
}
