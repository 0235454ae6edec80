package com.aimatrix.registry.registration;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.registry.catalog.LockedModel;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.NewVersion;
import com.aimatrix.registry.catalog.NewVersion.Origin;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Version;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.policy.Policies;
import com.aimatrix.registry.promotion.Promotions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes new versions in. Files are read before the transaction, so that nobody waits for them. */
@Component
public class Registrations {

    private final Models models;
    private final Versions versions;
    private final RegistrationRules rules;
    private final ClientSources sources;
    private final TrackingServer tracking;
    private final Policies policies;
    private final Promotions promotions;
    private final TransactionTemplate transactions;

    Registrations(
            Models models,
            Versions versions,
            RegistrationRules rules,
            ClientSources sources,
            TrackingServer tracking,
            Policies policies,
            Promotions promotions,
            TransactionTemplate transactions) {
        this.models = models;
        this.versions = versions;
        this.rules = rules;
        this.sources = sources;
        this.tracking = tracking;
        this.policies = policies;
        this.promotions = promotions;
        this.transactions = transactions;
    }

    /** Registers a version that the platform can serve, or answers the one that the run made before; makes the model when it is new. */
    ModelVersion register(String model, RegisterVersion request) {
        rules.checkFields(request);
        int version = versions.ofRun(model, request.runId())
                .map(ModelVersion::version)
                .orElseGet(() -> insert(model, request));
        promoteInitially(model, version, policies.of(model).initial());
        return versions.get(model, version);
    }

    private int insert(String model, RegisterVersion request) {
        rules.checkFiles(request);
        RegisterVersion facts = DerivedSignature.addedTo(request);
        var version =
                new NewVersion(Origin.PLATFORM, true, facts.artifactUri(), facts.artifactUri(), null, null, facts);
        return transactions.execute(status -> {
            LockedModel owner = models.lockOrMake(model);
            return versions.ofRun(model, request.runId())
                    .map(ModelVersion::version)
                    .orElseGet(() -> versions.insert(owner, version).version());
        });
    }

    /** Registers a version of a client of MLflow's; 404 when there is no such model. */
    public Version create(ClientVersion request) {
        // Whatever can be read before is, as versions of one model wait for each other.
        Stage initial = policies.of(request.model()).initial();
        NewVersion version = sources.look(request);
        Version made = transactions.execute(status -> versions.insert(models.lock(request.model()), version));
        if (request.loggedModelId() != null) {
            tracking.note(request.loggedModelId(), made);
        }
        if (!initial.isGated()) {
            return made;
        }
        promoteInitially(request.model(), made.version(), initial);
        return versions.require(request.model(), made.version());
    }

    /** Asks for the stage that the policy has for new versions, also where a process ended before it did. */
    private void promoteInitially(String model, int version, Stage initial) {
        if (initial.isGated() && !promotions.wasAsked(model, version)) {
            promotions.promote(
                    model, version, new PromotionRequest(initial.label(), "policy", "the initial stage of the policy"));
        }
    }
}
