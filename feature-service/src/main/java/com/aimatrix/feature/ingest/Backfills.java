package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.BackfillPeriod;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Intake;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.feature.definition.ViewPrepared;
import com.aimatrix.feature.ingest.BackfillStore.Backfill;
import com.aimatrix.feature.row.EventRows;
import com.aimatrix.feature.row.RowCopies;
import com.aimatrix.feature.validation.QuarantineStore;
import com.aimatrix.feature.validation.RuleMeters;
import com.aimatrix.feature.window.TileStore;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes earlier data into new series and views, page by page. What had arrived when a view was registered is taken here, what
 * arrives later by those who write it: nothing is missed and nothing counts twice.
 */
@Service
public class Backfills {

    private static final int PAGE = 5_000;

    /** Where a text encoder runs for each row: who wants a cut waits for a page. */
    private static final int ENCODED_PAGE = 200;

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Catalogs catalogs;
    private final BackfillStore store;
    private final EventStore events;
    private final TileStore tiles;
    private final EventRows eventRows;
    private final RowCopies copies;
    private final QuarantineStore quarantine;
    private final RuleMeters rules;
    private final DataWrites writes;
    private final TransactionTemplate transaction;

    Backfills(
            Catalogs catalogs,
            BackfillStore store,
            EventStore events,
            TileStore tiles,
            EventRows eventRows,
            RowCopies copies,
            QuarantineStore quarantine,
            RuleMeters rules,
            DataWrites writes,
            TransactionTemplate transaction) {
        this.catalogs = catalogs;
        this.store = store;
        this.events = events;
        this.tiles = tiles;
        this.eventRows = eventRows;
        this.copies = copies;
        this.quarantine = quarantine;
        this.rules = rules;
        this.writes = writes;
        this.transaction = transaction;
    }

    /** Orders what a new version of a view needs; runs while no data are written. */
    @EventListener
    @Order(0)
    @Transactional(propagation = Propagation.MANDATORY)
    public void prepare(ViewPrepared prepared) {
        RegisteredView view = prepared.view();
        RegisteredView previous = prepared.previous();
        Instant cut = writes.cut();
        if (view.sourceId() != null && events.hasAny(view.sourceId())) {
            for (Series series : seriesOf(view)) {
                if (prepared.newSeries().contains(series.id())) {
                    store.insert(view.sourceId(), null, series.id(), null, cut, prepared.period());
                } else {
                    complete(view.sourceId(), series.id(), prepared.period());
                }
            }
            if (view.hasRows()) {
                store.insert(view.sourceId(), null, null, view.id(), cut, prepared.period());
            }
        } else if (view.sourceId() == null && previous != null && RowCopies.canCopy(previous, view)) {
            store.insert(null, previous.id(), null, view.id(), cut, prepared.period());
        }
    }

    /** A series of another view may have left out what this one wants: the time before its periods, and behind them up to its cut. */
    private void complete(int sourceId, int seriesId, BackfillPeriod wanted) {
        Optional<Instant> cut = store.firstCut(seriesId, null);
        if (cut.isEmpty()) {
            return;
        }
        wanted.without(store.periods(seriesId, null))
                .forEach(left -> store.insert(sourceId, null, seriesId, null, cut.get(), left));
    }

    /**
     * Takes in a further period of earlier events, for a view whose registration left them out.
     *
     * @throws ApiProblem 409 when the period overlaps one that was taken, or there were no earlier events
     */
    @Transactional
    public void extend(RegisteredView view, BackfillPeriod period) {
        if (view.sourceId() == null) {
            throw ApiProblem.conflict(
                    "view-not-computed", "the view %s has no events to take in".formatted(view.name()));
        }
        // Between writes, so that two extensions see each other.
        writes.cut();
        seriesOf(view).forEach(series -> extend(view, series.id(), null, period));
        if (view.hasRows()) {
            extend(view, null, view.id(), period);
        }
    }

    private void extend(RegisteredView view, Integer seriesId, Integer viewId, BackfillPeriod period) {
        Instant cut = store.firstCut(seriesId, viewId)
                .orElseThrow(() -> ApiProblem.conflict(
                        "nothing-earlier", "the view %s was registered before the first event".formatted(view.name())));
        for (BackfillPeriod taken : store.periods(seriesId, viewId)) {
            if (period.overlaps(taken)) {
                throw ApiProblem.conflict(
                        "period-taken", "events from %s to %s were taken already".formatted(taken.from(), taken.to()));
            }
        }
        store.insert(view.sourceId(), null, seriesId, viewId, cut, period);
    }

    private static Set<Series> seriesOf(RegisteredView view) {
        var series = new LinkedHashSet<Series>();
        for (Column column : view.columns()) {
            if (column instanceof Column.Windowed windowed) {
                series.add(windowed.series());
            }
        }
        return series;
    }

    /** Whether everything that a version of a view waits for is in. */
    public boolean isFilled(RegisteredView view) {
        return store.isFilled(view.id());
    }

    /** Works on one backfill for a while; answers whether there was one. */
    public boolean work() {
        Optional<Backfill> claimed = store.claim(LEASE);
        if (claimed.isEmpty()) {
            return false;
        }
        // One that fails keeps its lease for a while, so that the others get their turn.
        for (Backfill next = claimed.get();
                next != null && !Thread.currentThread().isInterrupted(); ) {
            next = next.sourceId() != null ? takeEvents(next) : takeRows(next);
        }
        store.release(claimed.get().id());
        return true;
    }

    /** Takes a page; answers what is left, null when nothing is. */
    private Backfill takeEvents(Backfill backfill) {
        int most = pageSize(backfill);
        List<EventStore.Taken> page = events.page(
                backfill.sourceId(),
                backfill.cut(),
                backfill.period().start(),
                backfill.period().end(),
                backfill.afterTime() == null ? Times.FIRST : backfill.afterTime(),
                backfill.afterId() == null ? "" : backfill.afterId(),
                most);
        if (backfill.viewId() != null) {
            page.forEach(event -> eventRows.prepare(event.timeMs()));
        }
        EventStore.Taken last = page.isEmpty() ? null : page.get(page.size() - 1);
        return transaction.execute(status -> {
            DataWrites.Write write = writes.begin();
            boolean mine = last == null
                    || store.advance(
                            backfill, Instant.ofEpochMilli(last.timeMs()), last.id(), null, page.size(), LEASE);
            Intake intake = intake(backfill, write.catalog());
            if (!mine || isGone(backfill, intake)) {
                return null;
            }
            var batch = new IntakeBatch(eventRows.batch(), rules, true);
            String source = sourceName(write.catalog(), backfill.sourceId());
            List<IntakeBatch.Event> taken = page.stream()
                    .map(each -> new IntakeBatch.Event(
                            backfill.sourceId(), source, each.id(), each.timeMs(), each.arrivalMs(), each.payload()))
                    .toList();
            taken.forEach(each -> batch.expect(each, intake));
            batch.rows().read();
            taken.forEach(each -> batch.add(each, intake));
            tiles.merge(batch.tiles());
            batch.rows().write();
            quarantine.hold(batch.held());
            if (page.size() < most) {
                store.finish(backfill.id());
                return null;
            }
            return backfill.after(Instant.ofEpochMilli(last.timeMs()), last.id(), null);
        });
    }

    private Backfill takeRows(Backfill backfill) {
        int most = pageSize(backfill);
        RowCopies.Page page = copies.read(
                backfill.fromViewId(),
                backfill.cut(),
                backfill.afterId(),
                backfill.afterTime(),
                backfill.afterCreated(),
                most);
        return transaction.execute(status -> {
            DataWrites.Write write = writes.begin();
            boolean mine = page.isEmpty()
                    || store.advance(
                            backfill, page.lastTime(), page.lastEntity(), page.lastArrival(), page.size(), LEASE);
            RegisteredView from = view(write.catalog(), backfill.fromViewId());
            RegisteredView to = view(write.catalog(), backfill.viewId());
            if (!mine || isGone(backfill, to)) {
                return null;
            }
            copies.write(page, from, to);
            if (page.size() < most) {
                store.finish(backfill.id());
                return null;
            }
            return backfill.after(page.lastTime(), page.lastEntity(), page.lastArrival());
        });
    }

    /** What was retired meanwhile needs nothing any more. */
    private boolean isGone(Backfill backfill, Object target) {
        if (target == null) {
            store.finish(backfill.id());
        }
        return target == null;
    }

    private int pageSize(Backfill backfill) {
        RegisteredView view = backfill.viewId() == null ? null : view(catalogs.current(), backfill.viewId());
        return view != null && view.usesEncoder() ? ENCODED_PAGE : PAGE;
    }

    /** Only what is to be filled; null when it is not there any more. */
    private static Intake intake(Backfill backfill, Catalog catalog) {
        if (backfill.viewId() != null) {
            RegisteredView view = view(catalog, backfill.viewId());
            return view == null ? null : new Intake(List.of(), List.of(view));
        }
        return catalog.intake(backfill.sourceId()).series().stream()
                .filter(series -> series.id() == backfill.seriesId())
                .findFirst()
                .map(series -> new Intake(List.of(series), List.of()))
                .orElse(null);
    }

    private static RegisteredView view(Catalog catalog, int id) {
        return catalog.everyVersion().stream()
                .filter(view -> view.id() == id && view.status() != RegisteredView.Status.RETIRED)
                .findFirst()
                .orElse(null);
    }

    private static String sourceName(Catalog catalog, int id) {
        return catalog.sources().values().stream()
                .filter(source -> source.id() == id)
                .map(source -> source.definition().name())
                .findFirst()
                .orElse("");
    }
}
