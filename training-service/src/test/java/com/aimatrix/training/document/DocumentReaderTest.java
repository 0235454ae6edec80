package com.aimatrix.training.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.training.document.PreprocessingConfig.DerivedFeature;
import com.aimatrix.transform.Arithmetic;
import com.aimatrix.transform.Log;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DocumentReaderTest {

    private static final String WHOLE = """
            {"run_name": "first", "experiment_name": "flights",
             "data_config": {
               "spine": {"source": "landed", "timestamp": "asked_at", "id": "flight", "label": "late"},
               "from": "2011-01-01T00:00:00Z", "to": "2011-04-01T00:00:00+00:00", "validation_days": 31,
               "features": ["origin:late_1h", "carrier:late_30d"]},
             "model_config": {"type": "mlp", "hidden": [64, 32], "dropout": 0.1,
               "embedding_sizes": {"carrier:late_30d": 4}},
             "training": {"max_epochs": 8, "batch_size": 512, "learning_rate": 0.001, "weight_decay": 0.01,
               "patience": 3, "seed": 7},
             "registration": {"model": "flights", "promote": true},
             "compare_with_live": true,
             "retraining": {"validation_days": 14}}
            """;

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void aWholeDocumentIsReadAsItStands() {
        RunDocument document = DocumentReader.run(json.readTree(WHOLE));

        assertThat(document.dataConfig().validationStart()).isEqualTo(Instant.parse("2011-03-01T00:00:00Z"));
        assertThat(document.modelConfig())
                .isEqualTo(new ModelConfig("mlp", List.of(64, 32), 0.1, Map.of("carrier:late_30d", 4), false));
        assertThat(document.training()).isEqualTo(new TrainingConfig(8, 512, 0.001, 0.01, 3, 7));
        assertThat(document.registration()).isEqualTo(new RunDocument.Registration("flights", true));
        assertThat(document.retraining()).isEqualTo(new RunDocument.Retraining(14, null));
    }

    @Test
    void whatIsStoredIsReadBackTheSame() {
        RunDocument document = DocumentReader.run(json.readTree(WHOLE));

        assertThat(json.readValue(json.writeValueAsString(document), RunDocument.class))
                .isEqualTo(document);
        assertThat(DocumentReader.run(json.valueToTree(document))).isEqualTo(document);
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        String wrong = """
                {"run_name": "", "experiment_nam": "flights",
                 "data_config": {
                   "spine": {"source": "landed", "label": 3},
                   "from": "2011-04-01", "to": "2011-04-01T00:00:00Z",
                   "validation_days": 3, "validation_from": "2011-03-01T00:00:00Z",
                   "features": ["a:b", "late", "a:b"]},
                 "model_config": {"type": "tree", "hidden": [64, 0], "dropout": 1.5},
                 "training": {"max_epochs": 0.5, "batch_size": -1, "learning_rate": "fast"},
                 "registration": {"model": "Flights!"}}
                """;

        assertThat(mistakes(wrong))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(
                        "run_name",
                        "experiment_name",
                        "experiment_nam",
                        "data_config.spine.label",
                        "data_config.from",
                        "data_config.validation_from",
                        "data_config.features[1]",
                        "data_config.features",
                        "model_config.type",
                        "model_config.hidden[1]",
                        "model_config.dropout",
                        "training.max_epochs",
                        "training.batch_size",
                        "training.learning_rate",
                        "registration.model");
    }

    @Test
    void aMissingObjectIsOneMistakeAndNotOnePerField() {
        String noTraining = WHOLE.replace("\"training\"", "\"trainin\"");

        assertThat(mistakes(noTraining))
                .extracting(FieldProblem::field, FieldProblem::message)
                .containsExactly(
                        tuple("training", "is missing: expected an object"),
                        tuple(
                                "trainin",
                                "is unknown: expected one of compare_with_live, data_config, experiment_name, "
                                        + "model_config, preprocessing, registration, retraining, run_name, training"));
    }

    @Test
    void validationMustStartWithinTheRows() {
        assertThat(mistakes(WHOLE.replace("\"validation_days\": 31", "\"validation_days\": 90")))
                .extracting(FieldProblem::field)
                .containsExactly("data_config.validation_days");
    }

    @Test
    void aComparisonNeedsAModel() {
        String noModel = WHOLE.replace(
                "\"registration\": {\"model\": \"flights\", \"promote\": true}", "\"registration\": null");

        assertThat(mistakes(noModel)).extracting(FieldProblem::field).containsExactly("compare_with_live");
    }

    @Test
    void anEvaluationNeedsNoFeaturesOfItsOwnAndNoSplit() {
        String evaluation = """
                {"name": "august", "run_ids": ["0123456789abcdef0123456789abcdef"],
                 "data_config": {"spine": {"source": "landed", "label": "late"},
                   "from": "2011-09-01T00:00:00Z", "to": "2012-01-01T00:00:00Z", "features": []}}
                """;

        EvaluationDocument document = DocumentReader.evaluation(json.readTree(evaluation));

        assertThat(document.runIds()).containsExactly("0123456789abcdef0123456789abcdef");
        assertThat(document.dataConfig().features()).isEmpty();
    }

    private static String preprocessing(String json) {
        return WHOLE.replace("\"model_config\"", "\"preprocessing\": %s, \"model_config\"".formatted(json));
    }

    @Test
    void preprocessingIsDefinedAsFeaturesAre() {
        RunDocument document = DocumentReader.run(json.readTree(preprocessing("""
                {"features": [
                   {"name": "delay", "transformation": {"type": "log", "offset": 1}, "dependencies": ["origin:late_1h"]},
                   {"name": "ratio", "transformation": {"type": "arithmetic", "expression": "delay / late_30d"}}],
                 "drop": ["origin:late_1h"]}""")));

        assertThat(document.preprocessing().features())
                .containsExactly(
                        new DerivedFeature("delay", new Log(1.0, null), List.of("origin:late_1h")),
                        new DerivedFeature(
                                "ratio", new Arithmetic("delay / late_30d"), List.of("delay", "carrier:late_30d")));
        assertThat(document.preprocessing().drop()).containsExactly("origin:late_1h");
        assertThat(json.readValue(json.writeValueAsString(document), RunDocument.class))
                .isEqualTo(document);
        assertThat(DocumentReader.run(json.valueToTree(document))).isEqualTo(document);
    }

    @Test
    void everyMistakeOfPreprocessingIsNamed() {
        assertThat(mistakes(preprocessing("""
                        {"features": [
                           {"name": "a b", "transformation": {"type": "log"}, "dependencies": ["origin:none"]},
                           {"name": "c", "transformation": {"type": "window"}},
                           {"name": "d", "transformation": {"type": "logg"}},
                           {"name": "e", "transformation": {"type": "bin", "method": "equal_width", "bins": 0}, "dependencies": ["origin:late_1h"]},
                           {"name": "f", "transformation": {"type": "arithmetic", "expression": "late_2h + 1"}},
                           {"name": "g", "transformation": {"type": "arithmetic", "expression": "late_1h +"}}],
                         "drop": ["x"], "droop": []}""")))
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(
                        "preprocessing.features[0].name",
                        "preprocessing.features[0].dependencies[0]",
                        "preprocessing.features[1].transformation.type",
                        "preprocessing.features[1].dependencies",
                        "preprocessing.features[2].transformation",
                        "preprocessing.features[2].dependencies",
                        "preprocessing.features[3].transformation.bins",
                        "preprocessing.features[4].transformation.expression",
                        "preprocessing.features[5].transformation.expression",
                        "preprocessing.drop[0]",
                        "preprocessing.droop");
    }

    private List<FieldProblem> mistakes(String document) {
        return catchThrowableOfType(ApiProblem.class, () -> DocumentReader.run(json.readTree(document)))
                .fields();
    }
}
