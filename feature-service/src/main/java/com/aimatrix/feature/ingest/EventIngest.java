package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalog.Intake;
import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.feature.row.EventRows;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.feature.validation.QuarantineStore;
import com.aimatrix.feature.validation.RuleMeters;
import com.aimatrix.feature.window.TileStore;
import com.aimatrix.kit.database.TimePartitions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes events: the raw event and everything that follows from it change in one transaction, or not at all. */
@Service
class EventIngest {

    private final EventPartitions partitions;
    private final EventStore events;
    private final DataWrites writes;
    private final TileStore tiles;
    private final EventRows eventRows;
    private final QuarantineStore quarantine;
    private final RuleMeters rules;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    EventIngest(
            EventPartitions partitions,
            EventStore events,
            DataWrites writes,
            TileStore tiles,
            EventRows eventRows,
            QuarantineStore quarantine,
            RuleMeters rules,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.partitions = partitions;
        this.events = events;
        this.writes = writes;
        this.tiles = tiles;
        this.eventRows = eventRows;
        this.quarantine = quarantine;
        this.rules = rules;
        this.transaction = transaction;
        this.meters = meters;
    }

    /**
     * What became of events.
     *
     * @param accepted events that count
     * @param duplicates events that were there already
     * @param tooLate events of a time that the retention has dropped
     * @param quarantined rows and observations of accepted events that wait for a correction
     * @param refused events that a rule refuses, with its reasons; nothing of them is kept
     */
    record Taken(
            int accepted, int duplicates, int tooLate, int quarantined, Map<IncomingEvent, List<Broken>> refused) {}

    /** What else changes in the transaction that takes the events. */
    interface InSameTransaction {
        void run(Taken taken);
    }

    /**
     * Takes events; when this returns, they are durable.
     *
     * @param with may throw, to take nothing
     */
    Taken take(Collection<IncomingEvent> incoming, InSameTransaction with) {
        var sorted = new TreeSet<>(incoming);
        partitions.ensure(sorted);
        sorted.forEach(event -> eventRows.prepare(event.timeMs()));
        Taken taken;
        try {
            taken = inTransaction(sorted, incoming, with);
        } catch (DataIntegrityViolationException e) {
            if (!TimePartitions.isMissing(e)) {
                throw e;
            }
            partitions.forget();
            partitions.ensure(incoming);
            taken = inTransaction(new TreeSet<>(incoming), incoming, with);
        }
        count("accepted", taken.accepted());
        count("duplicate", taken.duplicates());
        count("too_late", taken.tooLate());
        count("refused", taken.refused().size());
        return taken;
    }

    private Taken inTransaction(
            TreeSet<IncomingEvent> sorted, Collection<IncomingEvent> incoming, InSameTransaction with) {
        return transaction.execute(status -> {
            Taken done = write(sorted, incoming);
            with.run(done);
            return done;
        });
    }

    private void count(String outcome, int events) {
        meters.counter("aimatrix_feature_events", "outcome", outcome).increment(events);
    }

    private Taken write(TreeSet<IncomingEvent> sorted, Collection<IncomingEvent> incoming) {
        var droppedBefore = new HashMap<Integer, Long>();
        DataWrites.Write write = writes.begin(EventStore.droppedBefore(droppedBefore));
        var tooLate = new ArrayList<IncomingEvent>();
        if (!droppedBefore.isEmpty()) {
            sorted.removeIf(event -> {
                boolean late = event.timeMs()
                        < droppedBefore.getOrDefault(event.source().id(), Long.MIN_VALUE);
                return late && tooLate.add(event);
            });
        }
        List<IncomingEvent> fresh = sorted.isEmpty() ? List.of() : events.insertNew(sorted, write.arrival());
        var batch = new IntakeBatch(eventRows.batch(), rules, false);
        Map<IncomingEvent, List<Broken>> refused = intake(fresh, write, batch);
        events.delete(refused.keySet());
        tiles.merge(batch.tiles());
        batch.rows().write();
        quarantine.hold(batch.held());
        List<IncomingEvent> accepted = refused.isEmpty()
                ? fresh
                : fresh.stream().filter(each -> !refused.containsKey(each)).toList();
        addProgress(incoming, accepted, tooLate, refused.keySet());
        int duplicates = incoming.size() - accepted.size() - tooLate.size() - refused.size();
        return new Taken(
                accepted.size(), duplicates, tooLate.size(), batch.held().size(), refused);
    }

    private static Map<IncomingEvent, List<Broken>> intake(
            List<IncomingEvent> fresh, DataWrites.Write write, IntakeBatch batch) {
        var refused = new TreeMap<IncomingEvent, List<Broken>>();
        for (IncomingEvent each : fresh) {
            batch.expect(event(each, write), intakeOf(each, write));
        }
        batch.rows().read();
        for (IncomingEvent each : fresh) {
            List<Broken> refusals = batch.add(event(each, write), intakeOf(each, write));
            if (!refusals.isEmpty()) {
                refused.put(each, refusals);
            }
        }
        return refused;
    }

    private static Intake intakeOf(IncomingEvent event, DataWrites.Write write) {
        return write.catalog().intake(event.source().id());
    }

    private static IntakeBatch.Event event(IncomingEvent event, DataWrites.Write write) {
        return new IntakeBatch.Event(
                event.source().id(),
                event.source().definition().name(),
                event.id(),
                event.timeMs(),
                write.arrivalMs(),
                event.payload());
    }

    private void addProgress(
            Collection<IncomingEvent> incoming,
            List<IncomingEvent> accepted,
            List<IncomingEvent> tooLate,
            Collection<IncomingEvent> refused) {
        var progress = new TreeMap<Integer, EventStore.Progress>();
        incoming.forEach(each -> of(progress, each).duplicates++);
        for (IncomingEvent each : accepted) {
            EventStore.Progress ofSource = of(progress, each);
            ofSource.accepted++;
            ofSource.duplicates--;
            ofSource.newestMs = Math.max(ofSource.newestMs, each.timeMs());
        }
        for (IncomingEvent each : tooLate) {
            EventStore.Progress ofSource = of(progress, each);
            ofSource.tooLate++;
            ofSource.duplicates--;
        }
        refused.forEach(each -> of(progress, each).duplicates--);
        progress.forEach(events::addProgress);
    }

    private static EventStore.Progress of(TreeMap<Integer, EventStore.Progress> progress, IncomingEvent event) {
        return progress.computeIfAbsent(event.source().id(), id -> new EventStore.Progress());
    }
}
