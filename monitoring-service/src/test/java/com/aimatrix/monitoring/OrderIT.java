package com.aimatrix.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.kit.boot.Services;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class OrderIT extends MonitoringIT {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    @Test
    void theSameEventsTwiceAndInAnyOrderGiveTheSameReports() {
        for (String model : List.of("ordered", "shuffled")) {
            registry.register(model, 1, World.reference());
            registry.register(model, 2, World.reference());
            deploy(model, 1, 1, 2);
        }
        events("ordered").forEach(this::send);
        awaitSettled("ordered", 9_000, 4_500);

        List<PlatformEvent> shuffled = events("shuffled");
        shuffled.addAll(List.copyOf(shuffled));
        Collections.shuffle(shuffled, new Random(5));
        shuffled.forEach(this::send);
        awaitSettled("shuffled", 9_000, 4_500);
        // A marker behind everything else: when it is kept, the repeated events before it were taken too.
        send(prediction("shuffled", "marker", row("marker", "2012-01-01T00:00:00Z", 0.5)));
        send(outcome("shuffled", "marker", 1, "2011-05-14T00:00:00Z"));
        awaitSettled("shuffled", 9_001, 4_501);

        ArrayNode ordered = reports("ordered");
        assertThat(ordered).hasSize(12);
        assertThat(reports("shuffled")).isEqualTo(ordered);
    }

    @Test
    void twoInstancesJudgeEachWindowOnce() {
        String model = "two-instances";
        registry.register(model, 1, World.reference());
        try (ConfigurableApplicationContext second = Services.prepare(
                        MonitoringServiceApplication.class, "monitoring-service")
                .run(
                        "--server.port=0",
                        same("aimatrix.database.url"),
                        same("aimatrix.kafka.bootstrap-servers"),
                        same("aimatrix.kafka.namespace"),
                        same("aimatrix.services.registry-url"))) {
            assertThat(second.isRunning()).isTrue();
            deploy(model, 1, 1);
            // All outcomes first: every window is due the moment that its predictions are here.
            World.Events events = new World(model, 9).days(0, 70, 1, false, new World.Day(0.6, 0.08));
            events.outcomes().forEach(this::send);
            awaitSettled(model, 0, 7_000);
            events.predictions().forEach(this::send);
            awaitSettled(model, 7_000, 7_000);
        }

        assertThat(jdbc.sql("""
                                select count(*) filter (where state = 'EVALUATED') from monitoring.report_window
                                where model = ?
                                """).param(model).query(Integer.class).single()).isEqualTo(9);
        assertThat(get("/models/%s/retraining-requests".formatted(model)).body())
                .hasSize(1);
    }

    private String same(String property) {
        return "--%s=%s".formatted(property, environment.getProperty(property));
    }

    private static List<PlatformEvent> events(String model) {
        World.Events live = new World(model, 4).days(0, 45, 1, false, new World.Day(0.3, 0.02));
        World.Events shadow = new World(model, 4).days(0, 45, 2, true, new World.Day(0.3, 0.02));
        var all = new ArrayList<PlatformEvent>();
        for (int day = 0; day < live.predictions().size(); day++) {
            all.add(live.predictions().get(day));
            all.add(shadow.predictions().get(day));
            all.add(live.outcomes().get(day));
        }
        return all;
    }

    /** Reports without the model's name and the wall clock; sums of doubles rounded, as rows lie in another order. */
    private ArrayNode reports(String model) {
        ArrayNode reports = json.createArrayNode();
        for (JsonNode each : get("/models/%s/windows".formatted(model)).body()) {
            if (each.get("startsAt").stringValue().startsWith("2011")) {
                ObjectNode report = (ObjectNode) each;
                report.remove(List.of("model", "evaluatedAt"));
                reports.add(rounded(report));
            }
        }
        return reports;
    }

    private JsonNode rounded(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(rounded(each.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, rounded(array.get(i)));
            }
        } else if (node.isDouble()) {
            return json.getNodeFactory().numberNode((double) Math.round(node.doubleValue() * 1e10) / 1e10);
        }
        return node;
    }
}
