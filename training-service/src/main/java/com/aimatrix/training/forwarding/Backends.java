package com.aimatrix.training.forwarding;

import com.aimatrix.training.forwarding.BackendStore.State;
import com.aimatrix.training.forwarding.ForwardingSettings.Backend;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What has become of telling the servers. */
@Component
class Backends {

    /** Who is further behind than this is known to be very far behind. */
    private static final int MOST_ROWS_COUNTED = 1_000_000;

    private final ForwardingSettings settings;
    private final BackendStore store;

    Backends(ForwardingSettings settings, BackendStore store) {
        this.settings = settings;
        this.store = store;
    }

    /**
     * How it stands with a server.
     *
     * @param pointsBehind metric points that it has not been told of; when there are millions, at least so many
     * @param refusedRuns runs of which it did not take something
     * @param failures in a row, 0 while all is well
     * @param retryAt when it is tried again, or null
     * @param lastError the last one, also when all is well again; or null
     */
    record Report(
            String name,
            String type,
            URI url,
            @JsonProperty("points_behind") long pointsBehind,
            @JsonProperty("refused_runs") long refusedRuns,
            int failures,
            @JsonProperty("retry_at") Instant retryAt,
            @JsonProperty("last_error") String lastError,
            @JsonProperty("last_error_at") Instant lastErrorAt,
            @JsonProperty("last_sent_at") Instant lastSentAt) {}

    @Transactional(readOnly = true)
    public List<Report> all() {
        return settings.backends().entrySet().stream()
                .map(each -> report(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Report::name))
                .toList();
    }

    private Report report(String name, Backend backend) {
        Optional<State> state = store.find(name);
        return new Report(
                name,
                backend.type().name(),
                backend.url(),
                state.map(this::behind).orElse(0L),
                store.refusedRuns(name),
                state.map(State::failures).orElse(0),
                state.map(State::retryAt).orElse(null),
                state.map(State::lastError).orElse(null),
                state.map(State::lastErrorAt).orElse(null),
                state.map(State::lastSentAt).orElse(null));
    }

    @Transactional(readOnly = true)
    public long pointsBehind(String name) {
        return store.find(name).map(this::behind).orElse(0L);
    }

    private long behind(State state) {
        return store.pointsBehind(state.next(), MOST_ROWS_COUNTED);
    }
}
