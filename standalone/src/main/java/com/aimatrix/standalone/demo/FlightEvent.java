package com.aimatrix.standalone.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something that happened to a flight, as the feature-service takes it. */
public record FlightEvent(String id, String type, Instant time, String key, Map<String, Object> data) {

    /** The departure and the landing of each flight, as far as they happened, in the order of event time. */
    public static List<FlightEvent> of(List<Flight> flights) {
        var events = new ArrayList<FlightEvent>(2 * flights.size());
        for (Flight flight : flights) {
            if (flight.hasDeparted()) {
                var data = data(flight);
                data.put("dep_delay_min", flight.departureDelayMin());
                events.add(
                        new FlightEvent("departed-" + flight.id(), "departed", flight.departed(), flight.id(), data));
            }
            if (flight.hasLanded()) {
                var data = data(flight);
                data.put("arr_delay_min", flight.arrivalDelayMin());
                data.put("late", flight.wasLate());
                data.put("prediction_time", flight.predictionTime().toString());
                events.add(new FlightEvent("landed-" + flight.id(), "landed", flight.arrived(), flight.id(), data));
            }
        }
        events.sort(Comparator.comparing(FlightEvent::time).thenComparing(FlightEvent::id));
        return events;
    }

    private static Map<String, Object> data(Flight flight) {
        var data = new LinkedHashMap<String, Object>();
        data.put("flight_id", flight.id());
        data.putAll(flight.keys());
        return data;
    }
}
