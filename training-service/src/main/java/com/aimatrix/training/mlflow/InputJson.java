package com.aimatrix.training.mlflow;

import com.aimatrix.training.tracking.RunInputs;
import com.aimatrix.training.tracking.RunInputs.Dataset;
import com.aimatrix.training.tracking.RunInputs.DatasetInput;
import com.aimatrix.training.tracking.RunInputs.ModelOutput;
import tools.jackson.core.JsonGenerator;

/** What runs have used and made in MLflow's shape. */
final class InputJson {

    private InputJson() {}

    static void write(JsonGenerator out, RunInputs inputs) {
        out.writeObjectPropertyStart("inputs");
        if (!inputs.datasets().isEmpty()) {
            out.writeArrayPropertyStart("dataset_inputs");
            inputs.datasets().forEach(each -> dataset(out, each));
            out.writeEndArray();
        }
        if (!inputs.modelInputs().isEmpty()) {
            out.writeArrayPropertyStart("model_inputs");
            for (String each : inputs.modelInputs()) {
                out.writeStartObject();
                out.writeStringProperty("model_id", each);
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
        if (!inputs.modelOutputs().isEmpty()) {
            out.writeObjectPropertyStart("outputs");
            out.writeArrayPropertyStart("model_outputs");
            for (ModelOutput each : inputs.modelOutputs()) {
                out.writeStartObject();
                out.writeStringProperty("model_id", each.modelId());
                out.writeNumberProperty("step", each.step());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private static void dataset(JsonGenerator out, DatasetInput input) {
        Dataset dataset = input.dataset();
        out.writeStartObject();
        RunJson.texts(out, "tags", input.tags());
        out.writeObjectPropertyStart("dataset");
        out.writeStringProperty("name", dataset.name());
        out.writeStringProperty("digest", dataset.digest());
        out.writeStringProperty("source_type", dataset.sourceType());
        out.writeStringProperty("source", dataset.source());
        text(out, "schema", dataset.schema());
        text(out, "profile", dataset.profile());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, String text) {
        if (text != null) {
            out.writeStringProperty(name, text);
        }
    }
}
