package com.aimatrix.feature.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A small ONNX file (onnx.proto3 of ONNX 1.17, opset 13), node by node; the input is {@code input_ids} unless it is named. */
public final class OnnxFile {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final Protobuf graph = new Protobuf().text(2, "graph");

    /** A network that looks the vector of each token up in a table: one vector per token. */
    public static byte[] ofTokens(float[][] table) {
        return new OnnxFile()
                .input("input_ids", 2)
                .lookup(table, "tokens")
                .output("tokens")
                .toBytes();
    }

    /** The same, and the mean of the tokens: one vector per text. */
    public static byte[] ofTexts(float[][] table) {
        return new OnnxFile()
                .input("input_ids", 2)
                .lookup(table, "tokens")
                .mean("tokens", 1, false, "texts")
                .output("texts")
                .toBytes();
    }

    public OnnxFile input(String name, int axes) {
        graph.message(11, value(name, INT64, axes));
        return this;
    }

    public OnnxFile output(String name) {
        graph.message(12, value(name, FLOAT, -1));
        return this;
    }

    private static Protobuf value(String name, int type, int axes) {
        var tensor = new Protobuf().number(1, type);
        if (axes >= 0) {
            var shape = new Protobuf();
            for (int i = 0; i < axes; i++) {
                shape.message(1, new Protobuf().text(2, "axis_" + i));
            }
            tensor.message(2, shape);
        }
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }

    /** Rows of a table by the tokens' numbers. */
    public OnnxFile lookup(float[][] table, String result) {
        constant("table", new long[] {table.length, table[0].length}, table);
        return node("Gather", List.of("table", "input_ids"), result);
    }

    public OnnxFile constant(String name, long[] shape, float[]... rows) {
        int count = 0;
        for (float[] row : rows) {
            count += row.length;
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float each : row) {
                raw.putFloat(each);
            }
        }
        var tensor = new Protobuf();
        for (long each : shape) {
            tensor.number(1, each);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    public OnnxFile mean(String of, int axis, boolean keep, String result) {
        graph.message(
                1,
                operation("ReduceMean", List.of(of), result)
                        .message(
                                5,
                                new Protobuf().text(1, "axes").number(8, axis).number(20, ATTRIBUTE_INTS))
                        .message(
                                5,
                                new Protobuf()
                                        .text(1, "keepdims")
                                        .number(3, keep ? 1 : 0)
                                        .number(20, ATTRIBUTE_INT)));
        return this;
    }

    public OnnxFile node(String operation, List<String> inputs, String result) {
        graph.message(1, operation(operation, inputs, result));
        return this;
    }

    private static Protobuf operation(String operation, List<String> inputs, String result) {
        var node = new Protobuf();
        inputs.forEach(each -> node.text(1, each));
        return node.text(2, result).text(3, result + "_node").text(4, operation);
    }

    public byte[] toBytes() {
        return new Protobuf()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, 13))
                .toBytes();
    }
}
