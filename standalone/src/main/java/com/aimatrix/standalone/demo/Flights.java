package com.aimatrix.standalone.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Every domestic departure from Houston in 2011; see {@code flights/README.md} beside the data. */
public final class Flights {

    private static final String FILE = "/flights/flights_houston_2011.csv.gz";

    private Flights() {}

    /** All flights that have a scheduled time, in the order of the file. No field of the file is quoted. */
    public static List<Flight> load() {
        try (var reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(Flights.class.getResourceAsStream(FILE))),
                StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> flight(line.split(",", -1)))
                    .filter(flight -> flight.scheduled() != null)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The flights cannot be read", e);
        }
    }

    private static Flight flight(String[] fields) {
        return new Flight(
                fields[0],
                time(fields[2]),
                time(fields[3]),
                time(fields[4]),
                fields[5],
                fields[7].isEmpty() ? null : fields[7],
                fields[8],
                fields[9],
                Double.parseDouble(fields[10]),
                number(fields[11]),
                number(fields[12]));
    }

    private static Instant time(String text) {
        return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static Double number(String text) {
        return text.isEmpty() ? null : (Double) Double.parseDouble(text);
    }
}
