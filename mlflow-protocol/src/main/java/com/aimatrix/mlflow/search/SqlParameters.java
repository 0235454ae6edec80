package com.aimatrix.mlflow.search;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a statement that is put together. */
public final class SqlParameters {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Takes a value; answers the name that stands for it, with its colon. */
    public String add(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    public Map<String, Object> values() {
        return values;
    }
}
