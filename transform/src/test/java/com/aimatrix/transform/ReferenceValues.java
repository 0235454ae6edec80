package com.aimatrix.transform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values computed elsewhere; the file says with what. */
public final class ReferenceValues {

    private static final JsonNode ALL = read();

    private ReferenceValues() {}

    public static JsonNode of(String name) {
        return ALL.get(name);
    }

    public static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    public static List<Double> list(JsonNode array) {
        return array.valueStream().map(JsonNode::doubleValue).toList();
    }

    private static JsonNode read() {
        try (InputStream in = ReferenceValues.class.getResourceAsStream("/transform_cases.json")) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
