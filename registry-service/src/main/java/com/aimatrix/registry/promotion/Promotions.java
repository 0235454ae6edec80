package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.ArtifactFiles;
import com.aimatrix.registry.catalog.Changes;
import com.aimatrix.registry.catalog.LockedModel;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.policy.Candidate;
import com.aimatrix.registry.trial.Trials;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves versions into the stages that the policy guards. Checks read files and measure, which takes seconds; meanwhile nobody waits, and
 * the decision is taken only if all that it rests on is still so.
 */
@Component
public class Promotions {

    private static final int TRIES = 5;

    private final Models models;
    private final PromotionFacts facts;
    private final StageMoves moves;
    private final ArtifactFiles artifacts;
    private final Trials trials;
    private final PromotionStore store;
    private final Changes changes;
    private final TransactionTemplate transactions;

    Promotions(
            Models models,
            PromotionFacts facts,
            StageMoves moves,
            ArtifactFiles artifacts,
            Trials trials,
            PromotionStore store,
            Changes changes,
            TransactionTemplate transactions) {
        this.models = models;
        this.facts = facts;
        this.moves = moves;
        this.artifacts = artifacts;
        this.trials = trials;
        this.store = store;
        this.changes = changes;
        this.transactions = transactions;
    }

    /**
     * Decides, remembers the decision, and does what it says; asked again for a stage that it has, it answers as then. One version is
     * in Production after it.
     */
    public Promotion promote(String model, int number, PromotionRequest request) {
        return promote(model, number, request, Stage.promotable(request.stage()) == Stage.PRODUCTION);
    }

    /** @param archiveOthers whether the versions that were in the stage are archived; the live one always gives way to another */
    public Promotion promote(String model, int number, PromotionRequest request, boolean archiveOthers) {
        Stage stage = Stage.promotable(request.stage());
        requireNamed(request);
        for (int tries = 1; tries <= TRIES; tries++) {
            Asked asked = transactions.execute(status -> facts.read(model, number));
            Optional<Promotion> decided = asked.version().stage().equals(stage.label())
                    ? transactions.execute(status -> answerAsBefore(asked, stage, archiveOthers))
                    : decide(asked, stage, request, archiveOthers);
            if (decided.isPresent()) {
                return decided.get();
            }
        }
        throw ApiProblem.conflict(
                "changed-meanwhile",
                "Version %d of '%s' or what is live beside it changed while it was checked; ask again."
                        .formatted(number, model));
    }

    private static void requireNamed(PromotionRequest request) {
        if (request.requestedBy() == null || request.requestedBy().isBlank()) {
            throw ApiProblem.badField("requestedBy", "expected who asks, for the history");
        }
        if (request.override() && (request.reason() == null || request.reason().isBlank())) {
            throw ApiProblem.badField("reason", "expected why the checks are overridden, for the history");
        }
    }

    private Optional<Promotion> answerAsBefore(Asked asked, Stage stage, boolean archiveOthers) {
        LockedModel locked = models.lock(asked.version().model());
        if (!facts.read(locked.name(), asked.version().version()).equals(asked)) {
            return Optional.empty();
        }
        moves.requirePossible(locked, asked.version(), stage, archiveOthers);
        if (archiveOthers) {
            moves.archiveOthers(locked, asked.version().version(), stage);
        }
        return Optional.of(facts.intoStage(locked.id(), asked.version())
                .orElseThrow(() -> new IllegalStateException("a stage without the decision that gave it"))
                .answer(locked.name()));
    }

    private Optional<Promotion> decide(Asked asked, Stage stage, PromotionRequest request, boolean archiveOthers) {
        var candidate = new Candidate(
                asked.version(),
                asked.live(),
                asked.inStageSince(),
                asked.shadowSince(),
                models.now(),
                artifacts,
                trials.of(asked.version()));
        List<Promotion.Check> checks = asked.policy().evaluate(stage, candidate);
        return transactions.execute(status -> {
            LockedModel locked = models.lock(asked.version().model());
            if (!facts.read(locked.name(), asked.version().version()).equals(asked)) {
                return Optional.empty();
            }
            moves.requirePossible(locked, asked.version(), stage, archiveOthers);
            List<Integer> archived = moves.givingWay(locked, asked.version(), stage, archiveOthers);
            var decision = store.saveAndFlush(
                    new PromotionDecision(locked.id(), asked.version(), request, checks, archived, models.now()));
            if (decision.letsIn()) {
                moves.move(locked, asked.version(), stage, archived);
            }
            return Optional.of(told(decision, locked.name()));
        });
    }

    /** Takes the last promotion to Production back: what gave way is there again, and the version is in the stage that it came from. */
    @Transactional
    Promotion undo(String model, UndoRequest request) {
        LockedModel locked = models.lock(model);
        PromotionDecision last = store.lastIntoProduction(locked.id())
                .orElseThrow(() -> ApiProblem.conflict(
                        "nothing-to-undo", "No version of '%s' was promoted to Production.".formatted(model)));
        moves.moveBack(locked, last.version(), Stage.of(last.fromStage()).orElseThrow(), last.archived());
        return told(store.saveAndFlush(last.undone(request, models.now())), model);
    }

    private Promotion told(PromotionDecision decision, String model) {
        Promotion answer = decision.answer(model);
        changes.promotionDecided(answer);
        return answer;
    }

    /** Whether anybody has ever asked for a stage for the version. */
    @Transactional(readOnly = true)
    public boolean wasAsked(String model, int version) {
        return store.existsByModelIdAndVersion(models.require(model), version);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<Promotion> history(String model, int limit) {
        if (limit < 1 || limit > 1_000) {
            throw ApiProblem.badField("limit", "expected 1 to 1000, got " + limit);
        }
        return store.findByModelIdOrderByIdDesc(models.require(model), Limit.of(limit)).stream()
                .map(decision -> decision.answer(model))
                .toList();
    }
}
