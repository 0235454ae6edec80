package com.aimatrix.training.retraining;

import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.document.DataConfig;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.document.RunDocument.Registration;
import com.aimatrix.training.document.RunDocument.Retraining;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Makes the document of a retraining from the document of the version that is live. */
final class RetrainingRecipe {

    /** Two weeks hold each day of the week twice. */
    private static final Retraining USUAL = new Retraining(14, null);

    private RetrainingRecipe() {}

    /**
     * The same recipe on rows up to the cut, validated on the newest labelled days, measured against the live version,
     * and asking to be promoted.
     *
     * @throws ApiProblem when nothing would be left to train on
     */
    static RunDocument of(RunDocument live, RetrainingRequested request) {
        Retraining how = live.retraining() == null ? USUAL : live.retraining();
        Instant from = how.windowDays() == null
                ? live.dataConfig().from()
                : request.cut().minus(Duration.ofDays(how.windowDays()));
        Instant validationStart = request.cut().minus(Duration.ofDays(how.validationDays()));
        if (!from.isBefore(validationStart)) {
            throw ApiProblem.badField(
                    "cut",
                    "nothing is left to train on: rows start at %s and validation starts at %s"
                            .formatted(from, validationStart));
        }
        var data = new DataConfig(
                live.dataConfig().spine(),
                from,
                request.cut(),
                request.cut(),
                null,
                how.validationDays(),
                live.dataConfig().features());
        return new RunDocument(
                runName(request),
                live.experimentName(),
                data,
                live.preprocessing(),
                live.modelConfig(),
                live.training(),
                new Registration(request.model(), true),
                true,
                live.retraining());
    }

    static String runName(RetrainingRequested request) {
        LocalDate day = request.cut().atOffset(ZoneOffset.UTC).toLocalDate();
        return "retraining-%s-%s".formatted(request.model(), day);
    }
}
