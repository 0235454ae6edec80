package com.aimatrix.training.document;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.training.document.RunDocument.Registration;
import com.aimatrix.training.document.RunDocument.Retraining;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads documents and checks them completely. */
public final class DocumentReader {

    /** What the registry takes as a model's name. */
    private static final Predicate<String> MODEL =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}").asMatchPredicate();

    private static final Predicate<String> NAME = value -> !value.isBlank() && value.length() <= 250;
    private static final Predicate<String> PATH = value -> !value.isBlank() && value.length() <= 200;
    private static final String NAME_EXPECTED = "a text of 1 to 250 characters";
    private static final String PATH_EXPECTED = "a text of 1 to 200 characters";
    private static final Pattern FEATURE = Pattern.compile("[^:\\s]{1,100}:[^:\\s]{1,100}");
    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{32}");
    private static final int MAX_FEATURES = 500;
    private static final int MAX_RUNS = 20;
    private static final int MAX_DAYS = 36_500;

    private final List<FieldProblem> problems = new ArrayList<>();

    private DocumentReader() {}

    /** @throws ApiProblem 400 that names every mistake with its path */
    public static RunDocument run(JsonNode json) {
        return new DocumentReader().readRun(json);
    }

    /** @throws ApiProblem 400 that names every mistake with its path */
    public static EvaluationDocument evaluation(JsonNode json) {
        return new DocumentReader().readEvaluation(json);
    }

    private RunDocument readRun(JsonNode json) {
        Fields fields = root(json);
        String runName = fields.text("run_name", NAME, NAME_EXPECTED);
        String experimentName = fields.text("experiment_name", NAME, NAME_EXPECTED);
        DataConfig data = data(fields.object("data_config"), true);
        var document = new RunDocument(
                runName,
                experimentName,
                data,
                fields.has("preprocessing")
                        ? new PreprocessingReader(data.features()).read(fields.object("preprocessing"))
                        : PreprocessingConfig.NONE,
                model(fields.object("model_config")),
                training(fields.object("training")),
                fields.has("registration") ? registration(fields.object("registration")) : null,
                fields.flag("compare_with_live", false),
                fields.has("retraining") ? retraining(fields.object("retraining")) : null);
        if (document.compareWithLive() && !fields.has("registration")) {
            fields.mistake("compare_with_live", "needs registration.model: which model's live version is meant?");
        }
        for (String name : document.modelConfig().embeddingSizes().keySet()) {
            if (!document.hasFeature(name)) {
                fields.mistake(
                        "model_config.embedding_sizes." + name,
                        "is none of data_config.features and preprocessing.features");
            }
        }
        return whole(fields, document);
    }

    private EvaluationDocument readEvaluation(JsonNode json) {
        Fields fields = root(json);
        var document = new EvaluationDocument(
                fields.text("name", NAME, NAME_EXPECTED),
                fields.list("run_ids", 1, MAX_RUNS, "a run id of 32 hex digits", each -> matching(each, RUN_ID)),
                data(fields.object("data_config"), false));
        if (new HashSet<>(document.runIds()).size() < document.runIds().size()) {
            fields.mistake("run_ids", "names a run twice");
        }
        return whole(fields, document);
    }

    private Fields root(JsonNode json) {
        if (!json.isObject()) {
            throw ApiProblem.badField("body", "expected a JSON object");
        }
        return new Fields(json, "", problems);
    }

    private <T> T whole(Fields fields, T document) {
        fields.noOthers();
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        return document;
    }

    private static DataConfig data(Fields fields, boolean split) {
        Fields spine = fields.object("spine");
        var where = new DataConfig.Spine(
                spine.text("source", PATH, PATH_EXPECTED),
                spine.text("timestamp", PATH, PATH_EXPECTED, null),
                spine.text("id", PATH, PATH_EXPECTED, null),
                spine.text("label", PATH, PATH_EXPECTED));
        spine.noOthers();
        var data = new DataConfig(
                where,
                fields.time("from"),
                fields.time("to"),
                fields.timeOrNull("cut"),
                split ? fields.timeOrNull("validation_from") : null,
                split && fields.has("validation_days")
                        ? (Integer) (int) fields.integer("validation_days", 1, MAX_DAYS)
                        : null,
                split || fields.has("features") ? features(fields, split ? 1 : 0) : List.of());
        if (new HashSet<>(data.features()).size() < data.features().size()) {
            fields.mistake("features", "names a feature twice");
        }
        checkTimes(fields, data, split);
        fields.noOthers();
        return data;
    }

    private static List<String> features(Fields fields, int min) {
        return fields.list("features", min, MAX_FEATURES, "a reference view:feature", each -> matching(each, FEATURE));
    }

    private static void checkTimes(Fields fields, DataConfig data, boolean split) {
        boolean ordered =
                data.from() != null && data.to() != null && data.from().isBefore(data.to());
        if (data.from() != null && data.to() != null && !ordered) {
            fields.mistake("to", "must be after from, %s; got %s".formatted(data.from(), data.to()));
        }
        if (!split) {
            return;
        }
        boolean byTime = fields.has("validation_from");
        boolean byDays = fields.has("validation_days");
        if (byTime == byDays) {
            fields.mistake(
                    "validation_from", "give either validation_from or validation_days" + (byTime ? ", not both" : ""));
        } else if (ordered && (data.validationFrom() != null || data.validationDays() != null)) {
            var start = data.validationStart();
            if (!start.isAfter(data.from()) || !start.isBefore(data.to())) {
                fields.mistake(
                        byTime ? "validation_from" : "validation_days",
                        "validation starts at %s, expected a time between from and to".formatted(start));
            }
        }
    }

    private static ModelConfig model(Fields fields) {
        var model = new ModelConfig(
                fields.text("type", "mlp"::equals, "mlp"),
                fields.list("hidden", 0, 16, "a whole number from 1 to 4096", DocumentReader::units),
                fields.number("dropout", 0, 0.9, 0),
                fields.has("embedding_sizes") ? embeddingSizes(fields.object("embedding_sizes")) : Map.of(),
                fields.flag("calibrate", false));
        fields.noOthers();
        return model;
    }

    private static Map<String, Integer> embeddingSizes(Fields fields) {
        var sizes = new TreeMap<String, Integer>();
        fields.names().forEach(name -> sizes.put(name, (int) fields.integer(name, 1, 256)));
        return sizes;
    }

    private static TrainingConfig training(Fields fields) {
        var training = new TrainingConfig(
                (int) fields.integer("max_epochs", 1, 10_000),
                (int) fields.integer("batch_size", 1, 1 << 20, 1024),
                fields.number("learning_rate", Double.MIN_NORMAL, 10, 0.001),
                fields.number("weight_decay", 0, 10, 0),
                (int) fields.integer("patience", 1, 10_000, 5),
                fields.integer("seed", 0, Long.MAX_VALUE, 0));
        fields.noOthers();
        return training;
    }

    private static Registration registration(Fields fields) {
        var registration = new Registration(
                fields.text(
                        "model", MODEL, "1 to 100 letters, digits, '.', '_' or '-' that begin with a letter or digit"),
                fields.flag("promote", false));
        fields.noOthers();
        return registration;
    }

    private static Retraining retraining(Fields fields) {
        var retraining = new Retraining(
                (int) fields.integer("validation_days", 1, MAX_DAYS),
                fields.has("window_days") ? (Integer) (int) fields.integer("window_days", 2, MAX_DAYS) : null);
        if (retraining.windowDays() != null && retraining.windowDays() <= retraining.validationDays()) {
            fields.mistake("window_days", "must be more than validation_days, or nothing is left to train on");
        }
        fields.noOthers();
        return retraining;
    }

    private static String matching(JsonNode value, Pattern pattern) {
        return value.isString() && pattern.matcher(value.stringValue()).matches() ? value.stringValue() : null;
    }

    private static Integer units(JsonNode value) {
        return value.isInt() && value.intValue() >= 1 && value.intValue() <= 4096 ? value.intValue() : null;
    }
}
