package com.aimatrix.training.retraining;

import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.kit.event.Inbox;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.run.Runs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes one run of each request; one that cannot become a run is kept as a failed one, so that who asked learns why. */
@Component
class Retrainings {

    private static final Logger log = LoggerFactory.getLogger(Retrainings.class);

    private final Runs runs;
    private final Inbox inbox;

    Retrainings(Runs runs, Inbox inbox) {
        this.runs = runs;
        this.inbox = inbox;
    }

    @Transactional
    public void answer(String eventId, RetrainingRequested request) {
        if (!inbox.firstTime(eventId) || runs.answered(request.requestId())) {
            return;
        }
        log.info("Retraining of {} asked for ({}): {}", request.model(), request.trigger(), request.reason());
        // The version was given to a run of this service, so its recipe is here; the registry need not be asked.
        Optional<RunDocument> recipe = runs.recipe(request.model(), request.version());
        if (recipe.isEmpty()) {
            refuse(
                    request,
                    "no run here made version %d of %s, so there is no recipe to repeat"
                            .formatted(request.version(), request.model()));
            return;
        }
        RunDocument document;
        try {
            document = RetrainingRecipe.of(recipe.get(), request);
        } catch (ApiProblem e) {
            refuse(request, e.getMessage());
            return;
        }
        runs.order(document, tags(request), request.requestId());
    }

    private void refuse(RetrainingRequested request, String reason) {
        runs.refuse(request.model(), RetrainingRecipe.runName(request), tags(request), request.requestId(), reason);
    }

    private static Map<String, String> tags(RetrainingRequested request) {
        var tags = new TreeMap<String, String>();
        tags.put("retraining_request_id", request.requestId());
        tags.put("retraining_of_version", String.valueOf(request.version()));
        tags.put("retraining_trigger", String.valueOf(request.trigger()));
        tags.put("retraining_reason", String.valueOf(request.reason()));
        return tags;
    }
}
