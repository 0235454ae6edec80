package com.aimatrix.feature.batch;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a column of a Parquet file becomes JSON: what DuckDB is asked for, and how its answer is read. */
enum ParquetColumn {
    TRUTH("%s"),
    WHOLE("%s"),
    FLOATING("%s"),
    /** Numbers that a double cannot hold. */
    EXACT("%s::varchar"),
    TIME("strftime(%s::timestamp, '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ')"),
    BYTES("base64(%s)"),
    TEXT("%s::varchar"),
    TIMES("to_json(list_transform(%s, each -> strftime(each::timestamp, '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ')))::varchar"),
    BYTE_ARRAYS("to_json(list_transform(%s, each -> base64(each)))::varchar"),
    NESTED("to_json(%s)::varchar");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> WHOLE_TYPES =
            Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER");
    private static final Set<String> EXACT_TYPES = Set.of("UBIGINT", "HUGEINT", "UHUGEINT");

    private final String expression;

    ParquetColumn(String expression) {
        this.expression = expression;
    }

    /** @param type as DuckDB names it */
    static ParquetColumn of(String type) {
        if (type.endsWith("]")) {
            String element = type.substring(0, type.lastIndexOf('['));
            boolean flat = !element.endsWith("]") && !isNested(element);
            return !flat ? NESTED : isTime(element) ? TIMES : element.equals("BLOB") ? BYTE_ARRAYS : NESTED;
        }
        if (isNested(type)) {
            return NESTED;
        }
        if (WHOLE_TYPES.contains(type)) {
            return WHOLE;
        }
        if (EXACT_TYPES.contains(type) || type.startsWith("DECIMAL")) {
            return EXACT;
        }
        return switch (type) {
            case "BOOLEAN" -> TRUTH;
            case "FLOAT", "DOUBLE" -> FLOATING;
            case "BLOB" -> BYTES;
            default -> isTime(type) ? TIME : TEXT;
        };
    }

    private static boolean isTime(String type) {
        return type.startsWith("TIMESTAMP") || type.equals("DATE");
    }

    private static boolean isNested(String type) {
        return type.startsWith("STRUCT") || type.startsWith("MAP") || type.startsWith("UNION");
    }

    /** What is selected for a column. */
    String select(String name) {
        return expression.formatted(DuckDb.identifier(name));
    }

    /** A value as JSON; null where there is none. */
    JsonNode read(ResultSet rs, int column, JsonMapper json) throws SQLException {
        switch (this) {
            case TRUTH -> {
                boolean value = rs.getBoolean(column);
                return rs.wasNull() ? null : NODES.booleanNode(value);
            }
            case WHOLE -> {
                long value = rs.getLong(column);
                return rs.wasNull() ? null : NODES.numberNode(value);
            }
            case FLOATING -> {
                double value = rs.getDouble(column);
                return rs.wasNull() ? null : number(value);
            }
            default -> {
                String text = rs.getString(column);
                return text == null ? null : ofText(text, json);
            }
        }
    }

    private JsonNode ofText(String text, JsonMapper json) {
        return switch (this) {
            case EXACT -> NODES.numberNode(new BigDecimal(text));
            case TIMES, BYTE_ARRAYS, NESTED -> nested(text, json);
            default -> NODES.stringNode(text);
        };
    }

    private static JsonNode nested(String text, JsonMapper json) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            return NODES.stringNode(text);
        }
    }

    /** JSON has no word for what is not finite: it stays text, to be refused with its reason. */
    static JsonNode number(double value) {
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.stringNode(Double.toString(value));
    }
}
