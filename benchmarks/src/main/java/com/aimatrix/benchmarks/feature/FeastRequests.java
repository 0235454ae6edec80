package com.aimatrix.benchmarks.feature;

import com.aimatrix.benchmarks.load.Connection;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests on Feast's paths, the same for every server that is measured; drivers are numbered from 0. */
final class FeastRequests {

    private FeastRequests() {}

    /** Reads all features of so many drivers at random. */
    static byte[] read(SplittableRandom random, int drivers, int rows, int features) {
        String ids = random.ints(rows, 0, drivers).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String names = IntStream.range(0, features)
                .mapToObj(i -> "\"bench_%d:f%d\"".formatted(features, i))
                .collect(Collectors.joining(","));
        return Connection.post(
                "/get-online-features", "{\"entities\":{\"driver_id\":[%s]},\"features\":[%s]}".formatted(ids, names));
    }

    /** Pushes rows of drivers, from one number on. */
    static byte[] push(SplittableRandom random, int firstDriver, int rows, int features, Instant time) {
        var json = new StringBuilder(
                "{\"push_source_name\":\"push_%d\",\"to\":\"online\",\"df\":{\"driver_id\":[".formatted(features));
        json.append(IntStream.range(firstDriver, firstDriver + rows)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",")));
        json.append("],\"event_timestamp\":[");
        String at = "\"" + time + "\"";
        json.append(IntStream.range(0, rows).mapToObj(i -> at).collect(Collectors.joining(",")));
        json.append(']');
        for (int feature = 0; feature < features; feature++) {
            json.append(",\"f").append(feature).append("\":[");
            for (int row = 0; row < rows; row++) {
                json.append(row == 0 ? "" : ",").append(random.nextDouble());
            }
            json.append(']');
        }
        return Connection.post("/push", json.append("}}").toString());
    }
}
