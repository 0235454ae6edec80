package com.aimatrix.feature.lineage;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.kit.event.InvalidEvent;
import com.aimatrix.kit.event.ReceivedEvent;
import java.time.Instant;

/** What events of other services must hold to be kept. */
final class LineageEventChecks {

    /** Two of them in any alphabet fit into an entry of an index. */
    private static final int LONGEST_NAME = 250;

    private LineageEventChecks() {}

    /** @throws InvalidEvent that names the field */
    static void check(ReceivedEvent<RunStatusChanged> event) {
        name("id", event.id());
        RunStatusChanged run = event.data();
        name("runId", run.runId());
        name("experiment", run.experiment());
        name("status", run.status());
        time(run.at());
        if (run.trainingSetId() != null) {
            name("trainingSetId", run.trainingSetId());
        }
        if (run.model() != null) {
            name("model", run.model());
        }
    }

    /** @throws InvalidEvent that names the field */
    static void check(DeploymentChanged change) {
        time(change.at());
        Deployment deployment = change.deployment();
        if (deployment == null) {
            throw new InvalidEvent("deployment: expected the desired state, got null");
        }
        name("deployment.model", deployment.model());
        target("deployment.live", deployment.live());
        if (deployment.shadows() == null) {
            throw new InvalidEvent("deployment.shadows: expected a list, got null");
        }
        for (int i = 0; i < deployment.shadows().size(); i++) {
            target("deployment.shadows[%d]".formatted(i), deployment.shadows().get(i));
        }
    }

    private static void target(String field, Deployment.Target target) {
        if (target == null || target.features() == null) {
            throw new InvalidEvent(field + ": expected a version with its features, got " + target);
        }
        target.features().forEach(feature -> name(field + ".features", feature));
    }

    private static void name(String field, String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_NAME || text.indexOf('\0') >= 0) {
            String beginning = text == null ? null : text.substring(0, Math.min(LONGEST_NAME, text.length()));
            throw new InvalidEvent(
                    "%s: expected 1 to %d characters without NUL, got %s".formatted(field, LONGEST_NAME, beginning));
        }
    }

    private static void time(Instant at) {
        if (at == null) {
            throw new InvalidEvent("at: expected the time of the change, got null");
        }
        String problem = Times.problem(at);
        if (problem != null) {
            throw new InvalidEvent("at: " + problem);
        }
    }
}
