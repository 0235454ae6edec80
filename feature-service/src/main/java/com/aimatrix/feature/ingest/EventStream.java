package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Events line by line, for as long as they come; each part is durable before the next is read. */
@Component
class EventStream {

    private static final int PART = 1_000;
    private static final int MOST_TOLD = 100;
    private static final int LONGEST_LINE = 1_000_000;

    private final EventIngest ingest;
    private final Catalogs catalogs;
    private final JsonMapper json;
    private final Clock clock;

    EventStream(EventIngest ingest, Catalogs catalogs, JsonMapper json, Clock clock) {
        this.ingest = ingest;
        this.catalogs = catalogs;
        this.json = json;
        this.clock = clock;
    }

    /** @param line from 1; @param reason what is wrong with it */
    record Refused(long line, String reason) {}

    /**
     * What became of a stream.
     *
     * @param refused lines of which nothing was kept
     * @param reasons of the first 100 of them
     */
    record Summary(
            long accepted, long duplicates, long tooLate, long quarantined, long refused, List<Refused> reasons) {}

    Summary take(InputStream body) throws IOException {
        var taking = new Taking();
        try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = LongLines.read(reader, LONGEST_LINE);
                    line != null;
                    line = LongLines.read(reader, LONGEST_LINE)) {
                taking.add(line);
            }
        }
        taking.flush();
        return taking.summary();
    }

    private final class Taking {
        private final Map<IncomingEvent, Long> part = new HashMap<>();
        private final List<IncomingEvent> incoming = new ArrayList<>();
        private final List<Refused> reasons = new ArrayList<>();
        private EventChecks checks;
        private long line;
        private long accepted;
        private long duplicates;
        private long tooLate;
        private long quarantined;
        private long refused;

        void add(String text) {
            line++;
            if (text.isBlank()) {
                return;
            }
            if (text.length() > LONGEST_LINE) {
                refuse(line, "expected at most %d characters".formatted(LONGEST_LINE));
                return;
            }
            if (checks == null) {
                checks = new EventChecks(catalogs.current(), clock.instant());
            }
            var problems = new ArrayList<FieldProblem>();
            try {
                IncomingEvent event = EventApi.check(checks, "", json.readTree(text), problems);
                if (event != null) {
                    incoming.add(event);
                    part.put(event, line);
                } else {
                    refuse(
                            line,
                            problems.stream()
                                    .map(each -> each.field() + ": " + each.message())
                                    .collect(Collectors.joining("; ")));
                }
            } catch (JacksonException e) {
                refuse(line, "expected JSON: " + e.getOriginalMessage());
            }
            if (incoming.size() >= PART) {
                flush();
            }
        }

        void flush() {
            if (!incoming.isEmpty()) {
                EventIngest.Taken taken = ingest.take(incoming, done -> {});
                accepted += taken.accepted();
                duplicates += taken.duplicates();
                tooLate += taken.tooLate();
                quarantined += taken.quarantined();
                taken.refused().forEach((event, broken) -> refuse(part.get(event), reason(broken)));
            }
            incoming.clear();
            part.clear();
            checks = null;
        }

        private String reason(List<Broken> broken) {
            return broken.stream().map(Broken::toString).collect(Collectors.joining("; "));
        }

        private void refuse(long number, String reason) {
            refused++;
            if (reasons.size() < MOST_TOLD) {
                reasons.add(new Refused(number, reason));
            }
        }

        Summary summary() {
            return new Summary(accepted, duplicates, tooLate, quarantined, refused, reasons);
        }
    }
}
