package com.aimatrix.training.forwarding;

import com.aimatrix.kit.work.Backoff;
import com.aimatrix.training.forwarding.BackendStore.RemoteRun;
import com.aimatrix.training.forwarding.BackendStore.State;
import com.aimatrix.training.forwarding.ChangedPoints.Page;
import com.aimatrix.training.forwarding.ChangedPoints.Row;
import com.aimatrix.training.forwarding.ForwardingSettings.Backend;
import com.aimatrix.training.tracking.MetricPoint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one server up to date, transaction by transaction. It is told everything from where it last said that it has it, so that
 * neither a fall of ours nor of its loses anything.
 */
final class Forwarder {

    private static final Logger log = LoggerFactory.getLogger(Forwarder.class);
    private static final int LONGEST_ERROR = 2_000;

    private final String name;
    private final Backend backend;
    private final Receiver receiver;
    private final BackendStore store;
    private final ChangedRuns runs;
    private final ChangedPoints points;
    private final RunUpdates updates;
    private final ForwardingSettings settings;
    private final Backoff pauses;
    private final ForwardingMeters meters;
    private final Clock clock;
    private final UUID instance = UUID.randomUUID();

    Forwarder(String name, Backend backend, Receiver receiver, Parts parts) {
        this.name = name;
        this.backend = backend;
        this.receiver = receiver;
        this.store = parts.store();
        this.runs = parts.runs();
        this.points = parts.points();
        this.updates = parts.updates();
        this.settings = parts.settings();
        this.pauses = new Backoff(settings.firstRetry(), settings.longestRetry());
        this.meters = parts.meters();
        this.clock = parts.clock();
    }

    /** What all forwarders have in common. */
    record Parts(
            BackendStore store,
            ChangedRuns runs,
            ChangedPoints points,
            RunUpdates updates,
            ForwardingSettings settings,
            ForwardingMeters meters,
            Clock clock) {}

    /** A round; answers whether there is more. */
    boolean round() {
        if (!isAnythingNew()) {
            return false;
        }
        Optional<State> claimed = claim();
        if (claimed.isEmpty()) {
            return false;
        }
        State state = claimed.get();
        try {
            return forward(state.next(), runs.horizon());
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            Instant now = clock.instant();
            String error = String.valueOf(e.getMessage());
            store.fail(
                    name,
                    error.substring(0, Math.min(error.length(), LONGEST_ERROR)),
                    now,
                    now.plus(pauses.after(state.failures() + 1)));
            meters.failed(name);
            log.warn("{} ({}) cannot be told now and is tried again: {}", name, backend, error);
            return false;
        } finally {
            release();
        }
    }

    /** Asked first, so that a server that has everything costs no writes. */
    private boolean isAnythingNew() {
        Optional<State> state = store.find(name);
        if (state.isEmpty()) {
            store.add(name, runs.horizon());
        }
        return state.isPresent() && runs.isAnythingNew(state.get().next());
    }

    /** Also when we are being stopped: the next instance need not wait. */
    private void release() {
        boolean stopped = Thread.interrupted();
        store.release(name, instance);
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<State> claim() {
        // Longer than any one request, and it is renewed with each run. Who takes over too early tells the same again,
        // no more.
        Duration time = settings.timeout().multipliedBy(2);
        return store.claim(name, instance, clock.instant(), time);
    }

    private boolean forward(long from, long horizon) throws IOException {
        if (from >= horizon) {
            return false;
        }
        var lines = new HashMap<String, Long>();
        Page page = points.next(from, horizon);
        long until = page.until();
        boolean parted = !page.rows().isEmpty() && page.rows().get(0).writtenIn() == until;
        long next = parted ? until + 1 : until;
        Map<String, List<MetricPoint>> changed = byRun(page.rows());
        runs.ids(from, next).forEach(id -> changed.computeIfAbsent(id, none -> new ArrayList<>()));
        for (Map.Entry<String, List<MetricPoint>> each : changed.entrySet()) {
            tell(each.getKey(), each.getValue(), from, next, lines);
        }
        if (parted) {
            Row last = page.rows().get(page.rows().size() - 1);
            for (List<Row> more = points.more(last); !more.isEmpty(); more = points.more(last)) {
                for (Map.Entry<String, List<MetricPoint>> each : byRun(more).entrySet()) {
                    tell(each.getKey(), each.getValue(), next, next, lines);
                }
                last = more.get(more.size() - 1);
            }
        }
        store.advance(name, instance, next, lines, clock.instant());
        return next < horizon;
    }

    private static Map<String, List<MetricPoint>> byRun(List<Row> rows) {
        var byRun = new TreeMap<String, List<MetricPoint>>();
        rows.forEach(row ->
                byRun.computeIfAbsent(row.runId(), id -> new ArrayList<>()).addAll(row.points()));
        return byRun;
    }

    /** @param lines of history at the server, by run; changed with what is told */
    private void tell(String runId, List<MetricPoint> logged, long from, long before, Map<String, Long> lines)
            throws IOException {
        if (claim().isEmpty()) {
            throw new IOException("another instance has taken over");
        }
        Optional<RemoteRun> known =
                store.remoteRun(name, runId).filter(each -> !each.remoteId().isEmpty());
        Optional<RunUpdate> update = updates.of(runId, known.isEmpty(), logged, from, before);
        if (update.isEmpty()) {
            return;
        }
        try {
            RemoteRun remote = known.isPresent() ? known.get() : open(update.get());
            long there = lines.getOrDefault(runId, remote.lines());
            lines.put(runId, receiver.send(remote.remoteId(), there, update.get()));
            meters.sent(name, logged.size());
        } catch (Refused e) {
            // To wait for it would keep all other runs back for ever.
            store.refuse(name, runId, e.getMessage(), clock.instant());
            meters.refused(name);
            log.warn("{} ({}) does not take all of run {}: {}", name, backend, runId, e.getMessage());
        }
    }

    private RemoteRun open(RunUpdate update) throws IOException {
        String remoteId = receiver.open(update);
        store.addRemoteRun(name, update.run().id(), remoteId);
        return new RemoteRun(remoteId, 0);
    }
}
