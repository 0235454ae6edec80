package com.aimatrix.feature.preparation;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.feature.definition.Feature;
import com.aimatrix.feature.definition.FittedFeature;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Views;
import com.aimatrix.feature.offline.FeatureHistory;
import com.aimatrix.transform.Fit;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.fitting.Fitter;
import com.aimatrix.transform.fitting.NotFittable;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Fits the transformations of a version of a view once, on the values that its inputs had at the times of its rows or events. The
 * parameters are kept with the version and never change.
 */
@Component
class Fits {

    private final Catalogs catalogs;
    private final FeatureHistory history;
    private final DataWrites writes;
    private final Views views;
    private final Clock clock;

    Fits(Catalogs catalogs, FeatureHistory history, DataWrites writes, Views views, Clock clock) {
        this.catalogs = catalogs;
        this.history = history;
        this.writes = writes;
        this.views = views;
        this.clock = clock;
    }

    /** @throws PreparationFailed when there is nothing to fit on */
    void fit(RegisteredView view) {
        Instant cut = null;
        Set<String> done = new HashSet<>(view.fitted().keySet());
        RegisteredView current = view;
        for (boolean more = true; more; ) {
            more = false;
            for (Column column : current.columns()) {
                String name = column.feature().name();
                if (needsFit(column) && !done.contains(name) && inputsAreReady(current, column)) {
                    cut = cut == null ? writes.cut() : cut;
                    fit(current, column.feature(), cut);
                    done.add(name);
                    more = true;
                }
            }
            // What was fitted can be an input of what is fitted next.
            current = more ? reloaded(view) : current;
        }
    }

    /** Whether a version has transformations that are still to be fitted. */
    static boolean needsFit(RegisteredView view) {
        return view.columns().stream()
                .anyMatch(column -> needsFit(column)
                        && !view.fitted().containsKey(column.feature().name()));
    }

    private RegisteredView reloaded(RegisteredView view) {
        Catalog catalog = catalogs.current();
        return catalog.views().get(view.versionedName());
    }

    private static boolean needsFit(Column column) {
        return column.feature().transformation() instanceof RowFunction function && function.needsFit();
    }

    private static boolean inputsAreReady(RegisteredView view, Column column) {
        return !(column instanceof Column.Derived derived)
                || derived.inputs().stream()
                        .map(input -> input.view() == null ? view.columns().get(input.index()) : null)
                        .allMatch(input -> !(input instanceof Column.Derived of) || of.function() != null);
    }

    private void fit(RegisteredView view, Feature feature, Instant cut) {
        var function = (RowFunction) feature.transformation();
        Fit period = function.fit() == null ? new Fit(null, null) : function.fit();
        Fitter fitter = Fitter.of(function);
        try {
            history.forEach(view, feature.inputs(), period.from(), period.to(), cut, fitter::add);
            var fitted =
                    new FittedFeature(fitter.finish(), fitter.rows(), period.from(), period.to(), cut, clock.instant());
            views.fitted(view, feature.name(), fitted);
        } catch (NotFittable e) {
            throw new PreparationFailed("%s: %s".formatted(feature.name(), e.getMessage()), e);
        }
    }
}
