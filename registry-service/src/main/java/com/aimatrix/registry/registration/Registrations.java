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
import java.util.Optional;
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
        Optional<ModelVersion> made = versions.ofRun(model, request.runId());
        if (made.isPresent()) {
            return made.get();
        }
        rules.checkFiles(request);
        RegisterVersion facts = DerivedSignature.addedTo(request);
        var version =
                new NewVersion(Origin.PLATFORM, true, facts.artifactUri(), facts.artifactUri(), null, null, facts);
        return transactions.execute(status -> {
            LockedModel owner = models.lockOrMake(model);
            return versions.ofRun(model, request.runId()).orElseGet(() -> {
                Stage initial = policies.of(owner).initial();
                return versions.get(model, insert(owner, version, initial).version());
            });
        });
    }

    /** Registers a version of a client of MLflow's; 404 when there is no such model. */
    public Version create(ClientVersion request) {
        // Whatever can be read before is, as versions of one model wait for each other.
        Stage initial = policies.of(request.model()).initial();
        NewVersion version = sources.look(request);
        Version made = transactions.execute(status -> insert(models.lock(request.model()), version, initial));
        if (request.loggedModelId() != null) {
            tracking.note(request.loggedModelId(), made);
        }
        return made;
    }

    private Version insert(LockedModel model, NewVersion version, Stage initial) {
        Version made = versions.insert(model, version);
        if (!initial.isGated()) {
            return made;
        }
        promotions.promote(
                model.name(),
                made.version(),
                new PromotionRequest(initial.label(), "policy", "the initial stage of the policy"));
        return versions.require(model.name(), made.version());
    }
}
