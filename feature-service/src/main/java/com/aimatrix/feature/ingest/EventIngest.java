package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.definition.ViewRegistered;
import com.aimatrix.feature.definition.WindowedView;
import com.aimatrix.feature.window.TileBatch;
import com.aimatrix.feature.window.TileStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes events: the raw event and everything that follows from it change in one transaction, or not at all. */
@Service
class EventIngest {

    private static final int BACKFILL_TILES = 20_000;

    private final EventPartitions partitions;
    private final EventStore events;
    private final TileStore tiles;
    private final Catalogs catalogs;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    EventIngest(
            EventPartitions partitions,
            EventStore events,
            TileStore tiles,
            Catalogs catalogs,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.partitions = partitions;
        this.events = events;
        this.tiles = tiles;
        this.catalogs = catalogs;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** @param accepted events that count; @param duplicates events that were there already */
    record Taken(int accepted, int duplicates) {}

    /** When this returns, the events are durable. */
    Taken take(List<IncomingEvent> incoming) {
        if (incoming.isEmpty()) {
            return new Taken(0, 0);
        }
        var sorted = new TreeSet<>(incoming);
        partitions.ensure(sorted);
        List<IncomingEvent> fresh = transaction.execute(status -> write(sorted, incoming));
        var taken = new Taken(fresh.size(), incoming.size() - fresh.size());
        meters.counter("aimatrix_feature_events", "outcome", "accepted").increment(taken.accepted());
        meters.counter("aimatrix_feature_events", "outcome", "duplicate").increment(taken.duplicates());
        return taken;
    }

    private List<IncomingEvent> write(TreeSet<IncomingEvent> sorted, List<IncomingEvent> incoming) {
        Catalog catalog = catalogs.held();
        List<IncomingEvent> fresh = events.insertNew(sorted);
        var batch = new TileBatch();
        for (IncomingEvent each : fresh) {
            batch.add(series(catalog, each.source().id()), each.timeMs(), each.payload());
        }
        tiles.merge(batch);
        var progress = new HashMap<Integer, int[]>();
        var newest = new HashMap<Integer, Long>();
        incoming.forEach(each -> progress.computeIfAbsent(each.source().id(), id -> new int[2])[1]++);
        for (IncomingEvent each : fresh) {
            progress.get(each.source().id())[0]++;
            newest.merge(each.source().id(), each.timeMs(), Math::max);
        }
        progress.keySet().stream().sorted().forEach(source -> {
            int accepted = progress.get(source)[0];
            Instant time = newest.containsKey(source) ? Instant.ofEpochMilli(newest.get(source)) : null;
            events.addProgress(source, accepted, progress.get(source)[1] - accepted, time);
        });
        return fresh;
    }

    private static List<Series> series(Catalog catalog, int sourceId) {
        return catalog.seriesBySource().getOrDefault(sourceId, List.of());
    }

    /** A new view takes in what was taken before it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void backfill(ViewRegistered registered) {
        if (!(registered.view().definition() instanceof WindowedView)) {
            return;
        }
        List<Series> series = registered.view().series();
        var batch = new TileBatch();
        events.forEach(series.get(0).sourceId(), (timeMs, payload) -> {
            batch.add(series, timeMs, payload);
            if (batch.size() >= BACKFILL_TILES) {
                tiles.merge(batch);
            }
        });
        tiles.merge(batch);
    }
}
