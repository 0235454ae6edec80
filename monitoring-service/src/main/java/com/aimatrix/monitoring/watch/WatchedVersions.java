package com.aimatrix.monitoring.watch;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.ModelVersions;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** Knows what serves, and keeps a copy of the reference profile of each version that does. */
@Component
public class WatchedVersions {

    private static final Logger log = LoggerFactory.getLogger(WatchedVersions.class);

    private final WatchedVersionStore store;
    private final ModelVersions registry;

    WatchedVersions(WatchedVersionStore store, ModelVersions registry) {
        this.store = store;
        this.registry = registry;
    }

    /** Takes a deployment over, unless a newer one is known. */
    @Transactional
    public void deployed(Deployment deployment) {
        List<Integer> shadows = deployment.shadows() == null
                ? List.of()
                : deployment.shadows().stream().map(Deployment.Target::version).toList();
        Integer live = deployment.live() == null ? null : deployment.live().version();
        if (store.deployed(deployment.model(), deployment.revision(), live, shadows)) {
            Stream.concat(Stream.ofNullable(live), shadows.stream())
                    .forEach(version -> store.watch(deployment.model(), version));
        }
    }

    /**
     * Asks the registry for the profiles that are not here yet.
     *
     * @return false when the registry does not answer; ask again later
     */
    public boolean fetchMissing(String model) {
        for (int version : store.unfetched(model)) {
            try {
                store.fetched(model, version, registry.get(model, version).referenceProfile());
            } catch (HttpClientErrorException.NotFound e) {
                log.warn("The registry does not know {} v{}: it is watched without a reference", model, version);
                store.fetched(model, version, null);
            } catch (RestClientException e) {
                log.warn("The reference profile of {} v{} cannot be had just now: {}", model, version, e.getMessage());
                return false;
            }
        }
        return true;
    }

    /** The profile that drift is measured against; empty when the version has none or it is not fetched yet. */
    public Optional<ReferenceProfile> reference(String model, int version) {
        return store.reference(model, version);
    }

    /** Whether the registry was asked for the version. */
    public boolean isFetched(String model, int version) {
        return store.isFetched(model, version);
    }

    /** The version that should answer, empty when none was ever deployed. */
    public Optional<Integer> live(String model) {
        return store.live(model);
    }

    /**
     * Event time since which the version has been answering without another one in between; empty when it never
     * answered.
     */
    public Optional<Instant> liveSince(String model, int version) {
        return store.liveSince(model, version);
    }

    /** @throws ApiProblem 404 when no caller saw a prediction in that time */
    public int mostlyLive(String model, Instant from, Instant to) {
        return store.mostlyLive(model, from, to)
                .orElseThrow(() -> ApiProblem.notFound(
                        "no-predictions", "no version of %s answered between %s and %s".formatted(model, from, to)));
    }
}
