package com.aimatrix.serving.predict;

import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.model.table.InvalidRowException;
import com.aimatrix.serving.loading.LoadedModel;
import com.aimatrix.serving.loading.LoadedModels;
import com.aimatrix.serving.loading.LoadedVersion;
import com.aimatrix.serving.log.PredictionLog;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers a request by one version, and by others unseen. */
@Component
class Predictions {

    private static final Logger log = LoggerFactory.getLogger(Predictions.class);

    private final LoadedModels models;
    private final FeatureLookup features;
    private final PredictionLog predictionLog;
    private final Admission admission;
    private final PredictionMetrics metrics;
    private final Clock clock;

    Predictions(
            LoadedModels models,
            FeatureLookup features,
            PredictionLog predictionLog,
            Admission admission,
            PredictionMetrics metrics,
            Clock clock) {
        this.models = models;
        this.features = features;
        this.predictionLog = predictionLog;
        this.admission = admission;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** By the live version, and unseen by its shadows. */
    PredictionAnswer predict(String model, PredictionRequest request) {
        LoadedModel loaded = models.require(model);
        return answer(model, loaded.live().version(), loaded.versions(), request);
    }

    /** By one loaded version alone. */
    PredictionAnswer predict(String model, int version, PredictionRequest request) {
        LoadedModel loaded = models.require(model);
        LoadedVersion asked = loaded.version(version)
                .orElseThrow(() -> ApiProblem.notFound(
                        "version-not-loaded",
                        "Version %d of '%s' is not loaded; loaded are: %s."
                                .formatted(
                                        version,
                                        model,
                                        loaded.versions().stream()
                                                .map(LoadedVersion::version)
                                                .toList())));
        return answer(model, loaded.live().version(), List.of(asked), request);
    }

    /** @param versions the first answers; the request keeps them to its end, also when they are replaced meanwhile */
    private PredictionAnswer answer(String model, int live, List<LoadedVersion> versions, PredictionRequest request) {
        Timer.Sample sample = metrics.start();
        try (var place = admission.enter()) {
            PredictionAnswer answer = score(model, live, versions, request);
            metrics.answered(model, sample);
            return answer;
        } catch (ApiProblem e) {
            metrics.refused(model, e.status().value());
            throw e;
        }
    }

    private PredictionAnswer score(String model, int live, List<LoadedVersion> versions, PredictionRequest request) {
        var needed = new LinkedHashSet<String>();
        versions.forEach(version -> needed.addAll(version.features()));
        RequestChecks.check(request, needed);
        Instant now = clock.instant();
        String requestId = UUID.randomUUID().toString();
        FeatureRows values;
        try {
            values = features.read(List.copyOf(needed), request.rows(), now);
        } catch (ApiProblem e) {
            if (versions.size() == 1) {
                throw e;
            }
            return withoutShadows(model, live, versions, request, e);
        }

        var made = new ArrayList<PredictionsMade>();
        for (int i = 0; i < versions.size(); i++) {
            boolean answers = i == 0;
            LoadedVersion version = versions.get(i);
            boolean shadow = version.version() != live;
            List<Object[]> rows = values.inOrderOf(version.features());
            try {
                double[] scores = version.score(rows);
                metrics.scored(model, version, shadow, scores.length);
                made.add(new PredictionsMade(
                        model,
                        version.version(),
                        requestId,
                        shadow,
                        version.features(),
                        logRows(request.rows(), rows, scores, now)));
            } catch (InvalidRowException e) {
                if (answers) {
                    throw misfit(request, e);
                }
                log.warn("Shadow {} of {} could not score a request: {}", version.version(), model, e.getMessage());
                metrics.shadowFailed(model, version);
            }
        }
        if (request.recorded()) {
            predictionLog.keep(made);
        }
        return answer(made.get(0));
    }

    /** What a shadow reads may be missing where the live version needs none of it: the caller must not feel that. */
    private PredictionAnswer withoutShadows(
            String model, int live, List<LoadedVersion> versions, PredictionRequest request, ApiProblem problem) {
        PredictionAnswer answer = score(model, live, versions.subList(0, 1), request);
        for (LoadedVersion shadow : versions.subList(1, versions.size())) {
            log.warn("Shadow {} of {} had no features: {}", shadow.version(), model, problem.getMessage());
            metrics.shadowFailed(model, shadow);
        }
        return answer;
    }

    private static List<PredictionsMade.Row> logRows(
            List<PredictionRequest.Row> asked, List<Object[]> rows, double[] scores, Instant now) {
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new PredictionsMade.Row(
                        asked.get(i).subject(),
                        asked.get(i).at() == null ? now : asked.get(i).at(),
                        java.util.Arrays.asList(rows.get(i)),
                        scores[i]))
                .toList();
    }

    private static PredictionAnswer answer(PredictionsMade made) {
        return new PredictionAnswer(
                made.model(),
                made.version(),
                made.requestId(),
                made.rows().stream()
                        .map(row ->
                                new PredictionAnswer.Prediction(row.subject(), row.score(), (int) row.values().stream()
                                        .filter(value -> value == null)
                                        .count()))
                        .toList());
    }

    private static ApiProblem misfit(PredictionRequest request, InvalidRowException e) {
        PredictionRequest.Row row = request.rows().get(e.row());
        if (row.features() != null) {
            String given = row.given(e.input(), FeatureNames.unpinned(e.input()));
            return ApiProblem.badField("rows[%d].features.%s".formatted(e.row(), given), e.getMessage());
        }
        return FeatureLookup.away(
                "The feature-service has values that the model cannot take: %s. Retrain it, or restore the feature."
                        .formatted(e.getMessage()));
    }
}
