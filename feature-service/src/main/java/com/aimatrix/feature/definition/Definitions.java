package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.Catalog.RegisteredView;
import com.aimatrix.kit.problem.ApiProblem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers definitions; what is registered again unchanged stays as it is. */
@Service
class Definitions {

    private final DefinitionStore store;
    private final DefinitionChecks checks = new DefinitionChecks();
    private final ApplicationEventPublisher events;

    Definitions(DefinitionStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    @Transactional
    public Entity register(Entity entity) {
        checks.check(entity);
        store.lockExclusive();
        Catalog catalog = store.load();
        Entity known = catalog.entities().get(entity.name());
        boolean used = catalog.views().values().stream()
                .anyMatch(view -> entity.name().equals(view.definition().entity()));
        if (known != null && used && !known.joinKeys().equals(entity.joinKeys())) {
            throw ApiProblem.conflict(
                    "entity-in-use",
                    "the join keys of %s are %s and feature views use them; register another entity"
                            .formatted(entity.name(), known.joinKeys()));
        }
        store.put(entity);
        store.nextRevision();
        return entity;
    }

    @Transactional
    public EventSource register(EventSource source) {
        checks.check(source);
        store.lockExclusive();
        store.put(source);
        store.nextRevision();
        return source;
    }

    /**
     * Registers a view. A windowed view takes in the events that are there already, in the same transaction, while no
     * new ones are taken: nothing is missed and nothing counts twice.
     */
    @Transactional
    public FeatureView register(FeatureView view) {
        store.lockExclusive();
        Catalog catalog = store.load();
        checks.check(view, catalog);
        RegisteredView known = catalog.views().get(view.name());
        if (known != null) {
            updateDescription(known.definition(), view);
            return view;
        }
        int viewId = store.insert(view);
        if (view instanceof WindowedView windowed) {
            int sourceId = catalog.sources().get(windowed.source()).id();
            int distinct = Series.expressions(windowed).size();
            for (int ordinal = 0; ordinal < distinct; ordinal++) {
                store.insertSeries(
                        viewId, sourceId, ordinal, Series.fineSpanMs(windowed), Series.coarseSpanMs(windowed));
            }
        }
        store.nextRevision();
        events.publishEvent(new ViewRegistered(store.load().views().get(view.name())));
        return view;
    }

    private void updateDescription(FeatureView known, FeatureView view) {
        if (!withoutDescription(known).equals(withoutDescription(view))) {
            throw ApiProblem.conflict(
                    "view-exists",
                    "the view %s is registered with another meaning; register it under another name"
                            .formatted(view.name()));
        }
        store.updateDocument(view);
        store.nextRevision();
    }

    private static FeatureView withoutDescription(FeatureView view) {
        if (view instanceof WindowedView each) {
            return new WindowedView(each.name(), each.entity(), null, each.source(), each.features());
        }
        if (view instanceof StoredView each) {
            return new StoredView(each.name(), each.entity(), null, each.ttl(), each.features());
        }
        CalendarView each = (CalendarView) view;
        return new CalendarView(each.name(), null, each.timeZone(), each.offset(), each.features());
    }
}
