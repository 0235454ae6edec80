package com.aimatrix.training.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run has used and made.
 *
 * @param modelInputs ids of logged models
 */
public record RunInputs(List<DatasetInput> datasets, List<String> modelInputs, List<ModelOutput> modelOutputs) {

    /** Of a run that has named none; can be added to. */
    static RunInputs empty() {
        return new RunInputs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Data that a run says it has used; the tag {@code mlflow.data.context} says what for. */
    public record DatasetInput(Dataset dataset, List<KeyValue> tags) {}

    /**
     * Data.
     *
     * @param digest the client's hash of it
     * @param schema or null, likewise profile
     */
    public record Dataset(
            String name, String digest, String sourceType, String source, String schema, String profile) {}

    /** A logged model that a run has made at a step. */
    public record ModelOutput(String modelId, long step) {}
}
