package com.aimatrix.feature.live;

import com.aimatrix.kit.work.BackgroundLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads what is committed once for all clients of this instance, as long as there are any. */
@Component
class LiveFeed implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ChangeStore store;
    private final Set<LiveSession> sessions = ConcurrentHashMap.newKeySet();
    private final BackgroundLoop loop = new BackgroundLoop("live-feed", PAUSE, this::round);
    private long next;

    LiveFeed(ChangeStore store) {
        this.store = store;
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        sessions.forEach(LiveSession::end);
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** Begins to offer changes to a session; answers the first transaction of which it will hear. */
    synchronized long join(LiveSession session) {
        if (sessions.isEmpty()) {
            next = store.horizon();
        }
        sessions.add(session);
        return next;
    }

    void leave(LiveSession session) {
        sessions.remove(session);
    }

    int sessions() {
        return sessions.size();
    }

    private synchronized boolean round() {
        if (sessions.isEmpty()) {
            return false;
        }
        var views = new HashSet<Integer>();
        var sources = new HashSet<Integer>();
        sessions.forEach(session -> {
            views.addAll(session.interest().viewIds());
            sources.addAll(session.interest().sourceIds());
        });
        long horizon = store.horizon();
        ChangeStore.Page page = store.read(next, horizon, views, sources);
        next = page.next();
        if (!page.changes().isEmpty()) {
            sessions.forEach(session -> session.offer(page.changes()));
        }
        return next < horizon;
    }
}
