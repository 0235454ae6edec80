package com.aimatrix.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the demo registers: {@code flights/definitions.yaml}, sent as it is, and what is known of carriers and routes. */
public final class FlightDefinitions {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final String FEATURES = "/api/v1/features/";
    private static final int ROWS_A_REQUEST = 1_000;

    private FlightDefinitions() {}

    static JsonNode read(String name) {
        return JSON.readTree(bytes(name));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = FlightDefinitions.class.getResourceAsStream("/flights/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Entities, sources and views; answers how many of them. */
    public static int register(PlatformClient platform) {
        JsonNode plan = platform.put(FEATURES + "definitions", "application/yaml", bytes("definitions.yaml"));
        return plan.path("steps").size();
    }

    /** References of all features, or only of those that are not computed from events. */
    public static List<String> features(boolean withWindows) {
        var features = new ArrayList<String>();
        for (JsonNode view : YAML.readTree(bytes("definitions.yaml")).path("views")) {
            if (withWindows || !view.has("source")) {
                view.path("features")
                        .forEach(feature -> features.add(view.path("name").asString() + ":"
                                + feature.path("name").asString()));
            }
        }
        return features;
    }

    /** References of the features that are computed from events. */
    public static List<String> windowedFeatures() {
        var features = new ArrayList<>(features(true));
        features.removeAll(features(false));
        return features;
    }

    /** Writes what is known of carriers and routes from the timetable; answers how many rows. */
    public static int writeProfiles(PlatformClient platform, List<Flight> flights, Instant since) {
        var carriers = new LinkedHashMap<Object, Map<String, Object>>();
        var routes = new LinkedHashMap<Object, Map<String, Object>>();
        for (Flight flight : flights) {
            var carrier = Map.of("carrier", flight.carrier(), "origin", flight.origin());
            carriers.putIfAbsent(carrier, row(carrier, since, carrier));
            var route = Map.of("origin", flight.origin(), "dest", flight.destination());
            routes.putIfAbsent(
                    route, row(route, since, Map.of("dest", flight.destination(), "distance_mi", flight.distanceMi())));
        }
        return write(platform, "carrier_profile", carriers) + write(platform, "route_profile", routes);
    }

    private static Map<String, Object> row(Object entity, Instant since, Object values) {
        return Map.of("entity", entity, "eventTime", since.toString(), "values", values);
    }

    private static int write(PlatformClient platform, String view, Map<Object, Map<String, Object>> rows) {
        var all = List.copyOf(rows.values());
        for (int i = 0; i < all.size(); i += ROWS_A_REQUEST) {
            platform.post(
                    FEATURES + "views/" + view + "/values",
                    Map.of("rows", all.subList(i, Math.min(all.size(), i + ROWS_A_REQUEST))));
        }
        return all.size();
    }
}
