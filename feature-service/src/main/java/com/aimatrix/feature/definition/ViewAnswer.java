package com.aimatrix.feature.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A version of a view as it is told to callers.
 *
 * @param change what a registration did; null where nothing was asked to change
 * @param failure why its preparation cannot go on, or null
 * @param joinKeys what a row of it is asked by
 * @param definition with types and versions of dependencies filled in
 * @param fitted parameters of its fitted transformations, by feature
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ViewAnswer(
        String name,
        int version,
        RegisteredView.Status status,
        boolean current,
        Registration.Change change,
        String failure,
        List<JoinKey> joinKeys,
        FeatureView definition,
        Map<String, FittedFeature> fitted,
        Instant createdAt) {

    static ViewAnswer of(RegisteredView view, Registration.Change change) {
        return new ViewAnswer(
                view.name(),
                view.version(),
                view.status(),
                view.current(),
                change,
                view.failure(),
                view.joinKeys(),
                view.definition(),
                view.fitted().isEmpty() ? null : view.fitted(),
                view.createdAt());
    }
}
