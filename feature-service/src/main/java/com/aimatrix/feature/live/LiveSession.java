package com.aimatrix.feature.live;

import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.online.Cell;
import com.aimatrix.feature.online.FeatureReads;
import com.aimatrix.feature.online.JsonOut;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One client. It first catches up with what it has missed, then follows the feed; a client that is too slow is let go, and goes on
 * where it was when it comes again.
 */
final class LiveSession implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LiveSession.class);
    private static final int MOST_WAITING = 100_000;
    private static final int ENTITIES_PER_READ = 500;
    private static final long HEARTBEAT_S = 15;

    private final Interest interest;
    private final SseEmitter emitter;
    private final ChangeStore store;
    private final LiveFeed feed;
    private final FeatureReads reads;
    private final BlockingQueue<List<Interest.Update>> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean ended;
    private Position position;

    /** @param position the last update that the client has seen, or null to begin with now */
    LiveSession(
            Interest interest,
            Position position,
            SseEmitter emitter,
            ChangeStore store,
            LiveFeed feed,
            FeatureReads reads) {
        this.interest = interest;
        this.position = position;
        this.emitter = emitter;
        this.store = store;
        this.feed = feed;
        this.reads = reads;
    }

    Interest interest() {
        return interest;
    }

    /** Never waits: a client that does not keep up comes again behind the last update that it got. */
    void offer(List<Change> changes) {
        List<Interest.Update> updates = interest.updates(changes);
        if (held.addAndGet(updates.size()) > MOST_WAITING) {
            end();
        } else if (!updates.isEmpty()) {
            waiting.add(updates);
        }
    }

    void end() {
        ended = true;
        feed.leave(this);
        emitter.complete();
    }

    @Override
    public void run() {
        try {
            long following = feed.join(this);
            if (position == null || position.tx() > following) {
                // Ids of another database begin anew.
                position = new Position(following, "");
            }
            emitter.send(SseEmitter.event().id(position.id()).comment("from here on"));
            catchUp(following);
            while (!ended) {
                List<Interest.Update> updates = waiting.poll(HEARTBEAT_S, TimeUnit.SECONDS);
                if (updates == null) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else {
                    held.addAndGet(-updates.size());
                    send(updates);
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The client has gone; it comes again with the id of its last update when it wants to.
            ended = true;
        } catch (ApiProblem e) {
            log.info("Live updates of {} end: {}", interest.names(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void catchUp(long following) throws IOException {
        long next = position.tx();
        while (next < following && !ended) {
            ChangeStore.Page page = store.read(next, following, interest.viewIds(), interest.sourceIds());
            send(interest.updates(page.changes()));
            next = page.next();
        }
    }

    private void send(List<Interest.Update> updates) throws IOException {
        List<Interest.Update> unseen =
                updates.stream().filter(position::isBefore).toList();
        for (int from = 0; from < unseen.size() && !ended; from += ENTITIES_PER_READ) {
            List<Interest.Update> part = unseen.subList(from, Math.min(unseen.size(), from + ENTITIES_PER_READ));
            var rows = new ArrayList<FeatureReads.EntityRow>();
            part.forEach(update -> rows.add(new UpdatedEntity(update, interest.names())));
            FeatureReads.Table table =
                    reads.read(catalog -> new FeatureReads.Query(interest.references(catalog), rows));
            for (int i = 0; i < part.size(); i++) {
                Interest.Update update = part.get(i);
                position = new Position(update.tx(), update.entity());
                emitter.send(SseEmitter.event()
                        .id(position.id())
                        .name("features")
                        .data(json(update, table.cells()[i]), MediaType.APPLICATION_JSON));
            }
        }
    }

    /** {@code {"entity": {..}, "at": time, "values": {feature: value}, "statuses": {feature: status}}}. */
    private String json(Interest.Update update, Cell[] cells) {
        var out = new JsonOut(512);
        List<JoinKey> names = interest.joinKeys();
        List<String> keys = EntityKey.values(update.entity());
        out.raw("{\"entity\":{");
        for (int i = 0; i < keys.size(); i++) {
            JoinKey key = names.get(i);
            comma(out, i).string(key.name()).raw(':').value(key.json(keys.get(i)));
        }
        out.raw("},\"at\":").time(update.atMs()).raw(",\"values\":{");
        List<Reference> references = interest.references();
        for (int i = 0; i < cells.length; i++) {
            comma(out, i).string(references.get(i).text()).raw(':').value(cells[i].value());
        }
        out.raw("},\"statuses\":{");
        for (int i = 0; i < cells.length; i++) {
            Status status = cells[i].status();
            comma(out, i).string(references.get(i).text()).raw(':').string(status.name());
        }
        return new String(out.raw("}}").toBytes(), StandardCharsets.UTF_8);
    }

    private static JsonOut comma(JsonOut out, int position) {
        return position == 0 ? out : out.raw(',');
    }
}
