package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.RegisteredView.Status;
import com.aimatrix.feature.definition.Registration.Change;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers views, makes new versions of them, and retires and deletes old ones. */
@Service
public class Views {

    private final DefinitionStore store;
    private final CatalogStore catalogs;
    private final Dependants dependants;
    private final ApplicationEventPublisher events;

    Views(DefinitionStore store, CatalogStore catalogs, Dependants dependants, ApplicationEventPublisher events) {
        this.store = store;
        this.catalogs = catalogs;
        this.dependants = dependants;
        this.events = events;
    }

    /**
     * Registers a view. Words for people, and features that are added behind the others and need no earlier events, change the
     * newest version; anything else makes a new one, which becomes current when it is prepared.
     */
    @Transactional
    public Registration register(FeatureView view, BackfillPeriod period) {
        store.lockExclusive();
        Catalog catalog = catalogs.load();
        FeatureView wanted = ViewChecks.complete(view, catalog);
        checkPushSource(wanted, catalog);
        List<RegisteredView> versions = catalog.versions(wanted.name());
        RegisteredView newest = versions.isEmpty() ? null : versions.get(versions.size() - 1);
        if (newest != null && newest.status() != Status.RETIRED) {
            if (newest.definition().equals(wanted)) {
                return new Registration(Change.UNCHANGED, newest);
            }
            if (newest.failure() == null && wanted.isSameMeaning(newest.definition())) {
                store.updateDocument(newest.id(), wanted);
                RegisteredView updated = changed(newest);
                events.publishEvent(new ViewUpdated(updated));
                return new Registration(Change.UPDATED, updated);
            }
        }
        int version = newest == null ? 1 : newest.version() + 1;
        boolean current = versions.stream().noneMatch(RegisteredView::current);
        int id = store.insert(wanted, version, Status.PREPARING, current);
        List<Integer> made = link(id, wanted, catalog);
        RegisteredView previous = previous(versions);
        if (wanted.source() == null && previous != null && previous.keptFrom() != null) {
            store.keepFrom(id, previous.keptFrom());
        }
        store.nextRevision();
        RegisteredView registered = find(catalogs.load(), id);
        events.publishEvent(new ViewPrepared(registered, previous, made, period));
        return new Registration(version == 1 ? Change.CREATED : Change.NEW_VERSION, find(catalogs.load(), id));
    }

    /** Feast clients push under this name, so it can belong to one view only. */
    private static void checkPushSource(FeatureView wanted, Catalog catalog) {
        if (wanted.pushSource() == null) {
            return;
        }
        for (RegisteredView each : catalog.everyVersion()) {
            boolean taken = wanted.pushSource().equals(each.definition().pushSource())
                    || wanted.pushSource().equals(each.name());
            if (!each.name().equals(wanted.name()) && taken) {
                throw ApiProblem.badField(
                        "pushSource",
                        "the view %s is pushed to by the name %s already".formatted(each.name(), wanted.pushSource()));
            }
        }
    }

    /** The version whose rows a new one of a view without a source takes over. */
    private static RegisteredView previous(List<RegisteredView> versions) {
        return versions.stream().filter(RegisteredView::current).findFirst().orElse(null);
    }

    /** @return ids of series that are new and need earlier events */
    private List<Integer> link(int viewId, FeatureView view, Catalog catalog) {
        var made = new ArrayList<Integer>();
        if (view.source() == null) {
            return made;
        }
        int sourceId = catalog.sources().get(view.source()).id();
        List<String> keyPaths = ViewKeys.paths(view, ViewKeys.of(view, catalog.entities()));
        for (SeriesPlan.Planned each : SeriesPlan.of(view, keyPaths)) {
            var series = store.useSeries(sourceId, each.definition(), each.fineSpanMs(), each.coarseSpanMs());
            if (series.made()) {
                made.add(series.id());
            }
            each.features().forEach(feature -> store.link(viewId, feature, series.id()));
        }
        return made;
    }

    /** Makes an older, still active version the one that references without a version mean. */
    @Transactional
    public RegisteredView makeCurrent(String name, int version) {
        store.lockExclusive();
        RegisteredView view = require(catalogs.load(), name, version);
        if (view.status() != Status.ACTIVE) {
            throw ApiProblem.conflict("view-not-active", "%s is %s".formatted(view.versionedName(), view.status()));
        }
        store.makeCurrent(name, view.id());
        return changed(view);
    }

    /** Ends the life of a version that nothing deployed reads; its rows stay until it is deleted. */
    @Transactional
    public RegisteredView retire(String name, int version) {
        store.lockExclusive();
        Catalog catalog = catalogs.load();
        RegisteredView view = require(catalog, name, version);
        if (view.current()
                && catalog.versions(name).stream()
                                .filter(RegisteredView::isReadable)
                                .count()
                        > 1) {
            throw ApiProblem.conflict(
                    "view-current",
                    "%s is the current version; make another one current first".formatted(view.versionedName()));
        }
        Definitions.refuse("view-in-use", "view " + view.versionedName(), dependants.readers(catalog, view));
        refuseWhileCopied(view);
        store.retire(view.id());
        store.dropUnusedSeries();
        return changed(view);
    }

    /** Deletes one version, or all of them when none is named, with their rows. */
    @Transactional
    public void delete(String name, Integer version) {
        store.lockExclusive();
        Catalog catalog = catalogs.load();
        List<RegisteredView> versions =
                version == null ? catalog.versions(name) : List.of(require(catalog, name, version));
        Definitions.require(!versions.isEmpty(), "view-not-found", "there is no feature view named " + name);
        for (RegisteredView view : versions) {
            Definitions.refuse("view-in-use", "view " + view.versionedName(), dependants.all(catalog, view));
            if (version != null) {
                refuseWhileCopied(view);
            }
            if (version != null && view.current() && catalog.versions(name).size() > 1) {
                throw ApiProblem.conflict(
                        "view-current",
                        "%s is the current version; make another one current first".formatted(view.versionedName()));
            }
            events.publishEvent(new ViewDeleted(view));
            store.deleteView(view.id());
        }
        store.dropUnusedSeries();
        store.nextRevision();
    }

    private void refuseWhileCopied(RegisteredView view) {
        if (store.isCopied(view.id())) {
            throw ApiProblem.conflict(
                    "view-being-copied",
                    "a newer version is still taking over the rows of %s; try again later"
                            .formatted(view.versionedName()));
        }
    }

    /** Links windowed features of versions from before series were shared, and orders what their series need. */
    @Transactional
    public void linkMissingSeries() {
        store.lockExclusive();
        Catalog catalog = catalogs.load();
        for (RegisteredView view : catalog.everyVersion()) {
            boolean missing = view.columns().stream()
                    .anyMatch(column -> column instanceof Column.Windowed windowed && windowed.series() == null);
            if (missing) {
                List<Integer> made = link(view.id(), view.definition(), catalog);
                store.nextRevision();
                events.publishEvent(new ViewPrepared(find(catalogs.load(), view.id()), null, made, BackfillPeriod.ALL));
            }
        }
    }

    /** Tells that a version is prepared: it becomes active, and current when it is the newest. One that is gone meanwhile stays so. */
    @Transactional
    public void activate(RegisteredView view) {
        store.lockExclusive();
        if (!store.activate(view.id())) {
            return;
        }
        Instant dropped = view.sourceId() == null ? null : store.droppedBefore(view.sourceId());
        if (dropped != null && (view.hasRows() || view.reachMs() > 0)) {
            store.keepFrom(view.id(), dropped.plusMillis(view.reachMs()));
        }
        for (Column column : view.columns()) {
            if (column instanceof Column.Windowed windowed) {
                store.seriesKeptFrom(windowed.series().id())
                        .ifPresent(from -> store.keepFrom(view.id(), from.plusMillis(windowed.windowMs())));
            }
        }
        boolean newest = catalogs.load().versions(view.name()).stream()
                .allMatch(each -> each.version() <= view.version() || each.status() != Status.ACTIVE);
        if (newest) {
            store.makeCurrent(view.name(), view.id());
        }
        store.nextRevision();
    }

    /** Keeps what transformations of a version were fitted to. */
    @Transactional
    public void fitted(RegisteredView view, String feature, FittedFeature fitted) {
        store.lockExclusive();
        store.insertFitted(view.id(), feature, fitted);
        store.nextRevision();
    }

    /** Says why the preparation of a version cannot go on. */
    @Transactional
    public void failed(RegisteredView view, String reason) {
        store.lockExclusive();
        store.fail(view.id(), reason);
        store.nextRevision();
    }

    /**
     * Tells from when on features of views, and tiles of series, are kept; reads of earlier times are refused from here on.
     *
     * @param revision of the definitions that this was found by
     * @return whether they are still the same; else nothing is changed
     */
    @Transactional
    public boolean keepFrom(long revision, Map<RegisteredView, Instant> times, Map<Series, Instant> series) {
        store.lockExclusive();
        if (catalogs.revision() != revision) {
            return false;
        }
        series.forEach((each, time) -> store.keepSeriesFrom(each.id(), time));
        boolean changed = false;
        for (Map.Entry<RegisteredView, Instant> each : times.entrySet()) {
            changed |= store.keepFrom(each.getKey().id(), each.getValue());
        }
        if (changed) {
            store.nextRevision();
        }
        return true;
    }

    private RegisteredView changed(RegisteredView view) {
        store.nextRevision();
        return find(catalogs.load(), view.id());
    }

    private static RegisteredView find(Catalog catalog, int id) {
        return catalog.everyVersion().stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static RegisteredView require(Catalog catalog, String name, int version) {
        RegisteredView view = catalog.views().get(name + "@" + version);
        Definitions.require(
                view != null, "view-not-found", "there is no version %d of a feature view %s".formatted(version, name));
        return view;
    }
}
