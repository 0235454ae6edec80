package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers an entity together with the definitions of its features. */
@Service
class FeatureSets {

    private final Definitions definitions;
    private final Views views;

    FeatureSets(Definitions definitions, Views views) {
        this.definitions = definitions;
        this.views = views;
    }

    /** Both or, when one is refused, neither. */
    @Transactional
    public Registration register(FeatureSet set) {
        if (set.entity() == null) {
            throw ApiProblem.badField("entity", "expected {\"name\": .., \"joinKeys\": [..]}");
        }
        definitions.register(set.entity());
        return views.register(set.toView(), BackfillPeriod.ALL);
    }
}
