package com.aimatrix.registry.security;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the header of a safetensors file against the format's specification: known types, extents that follow one another without gap or
 * overlap, sizes that are those of the shapes, and a length that is the file's.
 */
final class SafetensorsScan {

    private static final long LONGEST_HEADER = 100_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("BOOL", 8),
            Map.entry("U8", 8),
            Map.entry("I8", 8),
            Map.entry("F8_E4M3", 8),
            Map.entry("F8_E5M2", 8),
            Map.entry("F8_E8M0", 8),
            Map.entry("F4", 4),
            Map.entry("F6_E2M3", 6),
            Map.entry("F6_E3M2", 6),
            Map.entry("I16", 16),
            Map.entry("U16", 16),
            Map.entry("F16", 16),
            Map.entry("BF16", 16),
            Map.entry("I32", 32),
            Map.entry("U32", 32),
            Map.entry("F32", 32),
            Map.entry("I64", 64),
            Map.entry("U64", 64),
            Map.entry("F64", 64),
            Map.entry("C64", 64));

    private SafetensorsScan() {}

    static List<Finding> scan(String path, InputStream bytes, long size) throws IOException {
        var in = new DataInputStream(bytes);
        try {
            long length = Long.reverseBytes(in.readLong());
            if (length < 2 || length > LONGEST_HEADER || length > size - 8) {
                return List.of(new Finding(path, "has a header of %d bytes in %d".formatted(length, size)));
            }
            JsonNode header = JSON.readTree(in.readNBytes((int) length));
            return header.isObject()
                    ? tensors(path, header, size - 8 - length)
                    : List.of(new Finding(path, "has a header that is no object"));
        } catch (EOFException e) {
            return List.of(new Finding(path, "ends within its header"));
        } catch (JacksonException e) {
            return List.of(new Finding(path, "has a header that is no JSON"));
        }
    }

    private static List<Finding> tensors(String path, JsonNode header, long dataBytes) {
        var findings = new ArrayList<Finding>();
        var extents = new TreeMap<Long, Long>();
        header.properties().stream()
                .filter(each -> !each.getKey().equals("__metadata__"))
                .forEach(each -> {
                    String fault = fault(each.getValue());
                    if (fault != null) {
                        findings.add(new Finding(path, "has the tensor %s with %s".formatted(each.getKey(), fault)));
                        return;
                    }
                    JsonNode offsets = each.getValue().get("data_offsets");
                    extents.merge(offsets.get(0).asLong(), offsets.get(1).asLong(), Math::max);
                });
        long end = 0;
        for (Map.Entry<Long, Long> extent : extents.entrySet()) {
            if (extent.getKey() != end) {
                findings.add(new Finding(path, "has tensors with a gap or an overlap at byte %d".formatted(end)));
                return findings;
            }
            end = extent.getValue();
        }
        if (findings.isEmpty() && end != dataBytes) {
            findings.add(
                    new Finding(path, "has %d bytes of tensors, its header tells of %d".formatted(dataBytes, end)));
        }
        return findings;
    }

    private static String fault(JsonNode tensor) {
        String type = tensor.path("dtype").asString("");
        Integer bits = BITS.get(type);
        if (bits == null) {
            return "the unknown type '%s'".formatted(type);
        }
        JsonNode offsets = tensor.path("data_offsets");
        if (!offsets.isArray()
                || offsets.size() != 2
                || !offsets.get(0).isIntegralNumber()
                || !offsets.get(1).isIntegralNumber()) {
            return "no offsets";
        }
        try {
            long elements = 1;
            for (JsonNode dimension : tensor.path("shape")) {
                if (!dimension.isIntegralNumber() || dimension.asLong() < 0) {
                    return "the shape %s".formatted(tensor.path("shape"));
                }
                elements = Math.multiplyExact(elements, dimension.asLong());
            }
            long expected = Math.multiplyExact(elements, (long) bits) / 8;
            long extent = offsets.get(1).asLong() - offsets.get(0).asLong();
            return extent == expected ? null : "%d bytes for the shape %s".formatted(extent, tensor.path("shape"));
        } catch (ArithmeticException e) {
            return "a shape beyond any file";
        }
    }
}
