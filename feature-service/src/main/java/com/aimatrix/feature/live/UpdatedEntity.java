package com.aimatrix.feature.live;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.online.FeatureReads;
import java.util.List;

/** An entity that changed, at the time of its change; values that come with a request are their defaults. */
record UpdatedEntity(Interest.Update update, List<String> joinKeys) implements FeatureReads.EntityRow {

    @Override
    public Long atMs() {
        return update.atMs();
    }

    @Override
    public String entityOf(RegisteredView view) {
        if (view.joinKeyNames().equals(joinKeys)) {
            return update.entity();
        }
        List<String> values = EntityKey.values(update.entity());
        return EntityKey.of(view.joinKeyNames().stream()
                .map(name -> values.get(joinKeys.indexOf(name)))
                .toList());
    }

    @Override
    public Object requested(Column.Requested column) {
        return column.value(null);
    }
}
