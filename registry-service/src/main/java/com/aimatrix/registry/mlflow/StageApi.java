package com.aimatrix.registry.mlflow;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.promotion.Promotions;
import com.aimatrix.registry.promotion.StageMoves;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Stages as MLflow has them; into Staging and Production the policy of the model lets a version, or says why not. */
@MlflowApi
@RequestMapping({
    MlflowPaths.API_2 + "model-versions/transition-stage",
    MlflowPaths.API_3 + "model-versions/transition-stage",
    MlflowPaths.AJAX_2 + "model-versions/transition-stage",
    MlflowPaths.AJAX_3 + "model-versions/transition-stage"
})
class StageApi {

    private static final String REQUESTED_BY = "MLflow client";

    private final Versions versions;
    private final Promotions promotions;
    private final StageMoves moves;

    StageApi(Versions versions, Promotions promotions, StageMoves moves) {
        this.versions = versions;
        this.promotions = promotions;
        this.moves = moves;
    }

    @PostMapping
    Map<String, ModelVersionAnswer> transition(MlflowRequest request) {
        String model = Parameters.modelName(request);
        int version = Parameters.version(request);
        Stage stage = Parameters.stage(request.requiredText("stage"));
        boolean archiveOthers = request.flag("archive_existing_versions", false);
        if (stage.isGated()) {
            promote(model, version, stage, archiveOthers);
        } else if (archiveOthers) {
            throw MlflowProblem.invalid(
                    "Model version transition cannot archive existing model versions because '%s' is not an Active stage. Valid stages are [Staging, Production]"
                            .formatted(stage.label()));
        } else {
            moves.withdraw(model, version, stage);
        }
        return ModelVersionAnswer.alone(versions.require(model, version));
    }

    private void promote(String model, int version, Stage stage, boolean archiveOthers) {
        Promotion decision = promotions.promote(
                model,
                version,
                new PromotionRequest(stage.label(), REQUESTED_BY, "a transition of the stage"),
                archiveOthers);
        if (!Promotion.PROMOTED.equals(decision.decision())) {
            throw MlflowProblem.invalid("Model Version (name=%s, version=%d) was not moved to %s by its policy: %s"
                    .formatted(
                            model,
                            version,
                            stage.label(),
                            decision.checks().stream()
                                    .filter(check -> !check.passed())
                                    .map(check -> "%s: %s".formatted(check.name(), check.message()))
                                    .collect(Collectors.joining(" "))));
        }
    }
}
