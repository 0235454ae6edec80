package com.aimatrix.feature.batch;

import com.aimatrix.feature.definition.JsonPath;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A place in the payload of an event: names of objects, one in the other, and last of the value. */
record PayloadPath(List<String> names) {

    /** @throws IllegalArgumentException when it is none */
    static PayloadPath of(String path) {
        if (path.matches(".*\\[\\d+].*")) {
            throw new IllegalArgumentException("expected a path of names such as customer.tier, got " + path);
        }
        var names = new ArrayList<String>();
        for (JsonPointer each = JsonPath.pointer(path); !each.matches(); each = each.tail()) {
            names.add(each.getMatchingProperty());
        }
        return new PayloadPath(List.copyOf(names));
    }

    JsonPointer pointer() {
        JsonPointer pointer = JsonPointer.empty();
        for (String each : names) {
            pointer = pointer.appendProperty(each);
        }
        return pointer;
    }

    /** Whether both cannot have a value. */
    boolean isInTheWayOf(PayloadPath other) {
        int common = Math.min(names.size(), other.names.size());
        return names.subList(0, common).equals(other.names.subList(0, common));
    }

    void put(ObjectNode payload, JsonNode value) {
        ObjectNode object = payload;
        for (String each : names.subList(0, names.size() - 1)) {
            JsonNode inner = object.get(each);
            object = inner == null ? object.putObject(each) : (ObjectNode) inner;
        }
        object.set(names.get(names.size() - 1), value);
    }
}
