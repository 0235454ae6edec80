package com.aimatrix.feature.batch;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a column of a PostgreSQL query becomes JSON.
 *
 * @param jdbcType of {@link Types}
 * @param typeName as PostgreSQL names it
 */
record QueryColumn(int number, int jdbcType, String typeName) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static QueryColumn of(ResultSetMetaData metaData, int number) throws SQLException {
        return new QueryColumn(number, metaData.getColumnType(number), metaData.getColumnTypeName(number));
    }

    /** A value as JSON; null where there is none. */
    JsonNode read(ResultSet rs, JsonMapper json) throws SQLException {
        if (jdbcType == Types.ARRAY) {
            Array array = rs.getArray(number);
            return array == null ? null : element(array.getArray(), json);
        }
        if (jdbcType == Types.BINARY) {
            byte[] bytes = rs.getBytes(number);
            return bytes == null ? null : NODES.stringNode(Base64.getEncoder().encodeToString(bytes));
        }
        String text = rs.getString(number);
        return text == null ? null : ofText(text, json);
    }

    /** The driver calls a bit string a bit, and money a double: their names tell. */
    private JsonNode ofText(String text, JsonMapper json) {
        switch (typeName) {
            case "bool" -> {
                return NODES.booleanNode(text.equals("t") || text.equals("true"));
            }
            case "float4", "float8" -> {
                return ParquetColumn.number(Double.parseDouble(text));
            }
            case "json", "jsonb", "vector" -> {
                // A vector of pgvector is written as a JSON array.
                return json.readTree(text);
            }
            default -> {
                return ofText(text);
            }
        }
    }

    private JsonNode ofText(String text) {
        switch (jdbcType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {
                return NODES.numberNode(Long.parseLong(text));
            }
            case Types.NUMERIC, Types.DECIMAL -> {
                boolean finite = Character.isDigit(text.charAt(text.length() - 1));
                return finite ? NODES.numberNode(new BigDecimal(text)) : NODES.stringNode(text);
            }
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.DATE -> {
                Instant time = RowTimes.parse(text);
                return NODES.stringNode(time == null ? text : time.toString());
            }
            default -> {
                return NODES.stringNode(text);
            }
        }
    }

    private JsonNode element(Object value, JsonMapper json) {
        if (value instanceof Object[] values) {
            var array = NODES.arrayNode(values.length);
            for (Object each : values) {
                array.add(element(each, json));
            }
            return array;
        }
        if (value instanceof byte[] bytes) {
            return NODES.stringNode(Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof Timestamp time) {
            // Without a zone it is read as one of this machine's zone.
            Instant instant = typeName.equals("_timestamptz")
                    ? time.toInstant()
                    : time.toLocalDateTime().toInstant(ZoneOffset.UTC);
            return NODES.stringNode(instant.toString());
        }
        if (value instanceof Double || value instanceof Float) {
            return ParquetColumn.number(((Number) value).doubleValue());
        }
        return value == null || value instanceof Number || value instanceof Boolean
                ? json.valueToTree(value)
                : NODES.stringNode(value.toString());
    }
}
