package com.aimatrix.training.run;

import com.aimatrix.training.document.DataConfig;
import com.aimatrix.training.document.ModelConfig;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.document.TrainingConfig;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a run document as the flat texts that a tracking server shows. */
final class RunParams {

    private RunParams() {}

    static Map<String, String> of(RunDocument document) {
        var params = new TreeMap<String, String>();
        DataConfig data = document.dataConfig();
        params.put("data.source", data.spine().source());
        params.put("data.label", data.spine().label());
        params.put("data.from", data.from().toString());
        params.put("data.to", data.to().toString());
        if (data.cut() != null) {
            params.put("data.cut", data.cut().toString());
        }
        params.put("data.validation_from", data.validationStart().toString());
        params.put("data.features", String.join(",", data.features()));
        document.preprocessing()
                .features()
                .forEach(each -> params.put(
                        "preprocessing." + each.name(),
                        "%s of %s".formatted(each.transformation(), each.dependencies())));
        if (!document.preprocessing().drop().isEmpty()) {
            params.put(
                    "preprocessing.drop",
                    String.join(",", document.preprocessing().drop()));
        }
        ModelConfig model = document.modelConfig();
        params.put("model.type", model.type());
        params.put("model.hidden", model.hidden().toString());
        params.put("model.dropout", String.valueOf(model.dropout()));
        params.put("model.embedding_sizes", model.embeddingSizes().toString());
        params.put("model.calibrate", String.valueOf(model.calibrate()));
        TrainingConfig training = document.training();
        params.put("training.max_epochs", String.valueOf(training.maxEpochs()));
        params.put("training.batch_size", String.valueOf(training.batchSize()));
        params.put("training.learning_rate", String.valueOf(training.learningRate()));
        params.put("training.weight_decay", String.valueOf(training.weightDecay()));
        params.put("training.patience", String.valueOf(training.patience()));
        params.put("training.seed", String.valueOf(training.seed()));
        return params;
    }
}
