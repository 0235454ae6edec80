package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.kit.problem.ApiProblem;
import org.springframework.stereotype.Component;

/** Which semantic version a new version gets; none is given twice in a model, not even after a deletion. */
@Component
class SemverLabels {

    private final VersionStore store;

    SemverLabels(VersionStore store) {
        this.store = store;
    }

    /** The one that was asked for, else what comes after the highest. */
    Semver labelOf(LockedModel model, RegisterVersion facts) {
        String wanted = facts.metadata().semver();
        if (wanted != null) {
            Semver label = Semver.of(wanted);
            requireFree(model, label, 0);
            return label;
        }
        return store.newest(model.id()).map(newest -> newest.next(facts)).orElse(Semver.FIRST);
    }

    /**
     * 409 when another version has or had the label.
     *
     * @param version that may have it
     */
    void requireFree(LockedModel model, Semver semver, int version) {
        store.numberOf(model.id(), semver).filter(number -> number != version).ifPresent(number -> {
            throw ApiProblem.conflict(
                    "semver-taken",
                    "%s is the semantic version of version %d of '%s'; choose another."
                            .formatted(semver, number, model.name()));
        });
    }
}
