package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.LockedModel;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Version;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.deployment.Deployments;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a change of stage does. A version that the platform can serve is live while it is in Production; for any other a stage is no more
 * than a word, and several may be in Production.
 */
@Component
public class StageMoves {

    private final Models models;
    private final Versions versions;
    private final Deployments deployments;

    StageMoves(Models models, Versions versions, Deployments deployments) {
        this.models = models;
        this.versions = versions;
        this.deployments = deployments;
    }

    /** Moves a version to None or Archived, which nothing guards; 409 when it is live. */
    @Transactional
    public void withdraw(String model, int number, Stage stage) {
        LockedModel locked = models.lock(model);
        ModelVersion version = versions.get(model, number);
        requirePossible(locked, version, stage, false);
        versions.changeStage(locked, number, stage);
    }

    /** 409 when the live version would lose its stage to nothing that can take its place. */
    void requirePossible(LockedModel model, ModelVersion version, Stage stage, boolean archiveOthers) {
        deployments.liveVersion(model).ifPresent(live -> {
            if (live == version.version() && stage != Stage.PRODUCTION) {
                throw ApiProblem.conflict(
                        "version-is-live",
                        "Version %d of '%s' is live; promote another to Production before it goes to %s."
                                .formatted(live, model.name(), stage.label()));
            }
            if (stage == Stage.PRODUCTION && archiveOthers && !version.servable()) {
                throw ApiProblem.conflict(
                        "version-is-live",
                        "Version %d of '%s' is live, and version %d cannot take its place, as the platform cannot serve it."
                                .formatted(live, model.name(), version.version()));
            }
        });
    }

    /** The versions that are archived when a version moves, the live one first. */
    List<Integer> givingWay(LockedModel model, ModelVersion version, Stage stage, boolean archiveOthers) {
        Stream<Integer> live = stage == Stage.PRODUCTION && version.servable()
                ? deployments.liveVersion(model).stream()
                : Stream.empty();
        Stream<Integer> others =
                archiveOthers ? versions.othersIn(model, stage, version.version()).stream() : Stream.empty();
        return Stream.concat(live, others).distinct().toList();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void move(LockedModel model, ModelVersion version, Stage stage, List<Integer> archived) {
        List<Integer> left = archived;
        if (stage == Stage.PRODUCTION && version.servable()) {
            Optional<Integer> live = deployments.liveVersion(model);
            deployments.goLive(model, version.version(), "promotion");
            left = archived.stream()
                    .filter(each -> !live.equals(Optional.of(each)))
                    .toList();
        } else {
            versions.changeStage(model, version.version(), stage);
        }
        left.forEach(each -> versions.changeStage(model, each, Stage.ARCHIVED));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void archiveOthers(LockedModel model, int version, Stage stage) {
        versions.othersIn(model, stage, version).forEach(other -> versions.changeStage(model, other, Stage.ARCHIVED));
    }

    /**
     * Moves a version out of Production to where it came from, and those that gave way to it back; 409 when it is no longer there, or is
     * live and nothing can take its place.
     *
     * @param gaveWay those of them that were deleted or moved since stay as they are
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void moveBack(LockedModel model, int number, Stage stage, List<Integer> gaveWay) {
        Version version = versions.find(model.name(), number)
                .filter(each -> each.stage().equals(Stage.PRODUCTION.label()))
                .orElseThrow(() -> ApiProblem.conflict(
                        "moved-since",
                        "Version %d of '%s', which was promoted last, is no longer in Production: there is nothing to undo."
                                .formatted(number, model.name())));
        List<Version> back = gaveWay.stream()
                .flatMap(each -> versions.find(model.name(), each).stream())
                .filter(each -> each.stage().equals(Stage.ARCHIVED.label()))
                .toList();
        Optional<Integer> next = Optional.empty();
        if (version.servable()) {
            next = back.stream().filter(Version::servable).map(Version::version).findFirst();
            deployments.goLive(
                    model,
                    next.orElseThrow(() -> ApiProblem.conflict(
                            "nothing-before",
                            "Version %d of '%s' is live, and no version that gave way to it is left to take its place."
                                    .formatted(number, model.name()))),
                    "undo");
        }
        versions.changeStage(model, number, stage);
        Optional<Integer> live = next;
        back.stream()
                .map(Version::version)
                .filter(each -> !live.equals(Optional.of(each)))
                .forEach(each -> versions.changeStage(model, each, Stage.PRODUCTION));
    }
}
