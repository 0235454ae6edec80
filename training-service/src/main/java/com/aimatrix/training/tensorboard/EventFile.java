package com.aimatrix.training.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An event file of TensorBoard: records that are {@code tensorflow.Event} messages (tensorboard/compat/proto/event.proto,
 * summary.proto, tensor.proto), the first of which says the version.
 */
final class EventFile {

    private static final String VERSION = "brain.Event:2";

    /** Kinds of data (summary.proto, DataClass). */
    private static final int TENSOR = 2;

    private static final int BLOB_SEQUENCE = 3;

    /** Element types (types.proto, DataType). */
    private static final int DT_DOUBLE = 2;

    private static final int DT_STRING = 7;

    private final RecordFile records;

    /** @param startedMs when the run began, milliseconds since 1970 */
    EventFile(OutputStream out, long startedMs) throws IOException {
        records = new RecordFile(out);
        records.add(event(startedMs, 0).text(3, VERSION).toBytes());
    }

    private static WireFormat event(long timeMs, long step) {
        return new WireFormat().number(1, timeMs / 1e3).varint(2, step);
    }

    /** As {@code simple_value}, which has 32 bits. */
    void scalar(String tag, long timeMs, long step, double value) throws IOException {
        add(timeMs, step, new WireFormat().text(1, tag).number(2, (float) value));
    }

    /** @param markdown as TensorBoard shows it */
    void text(String tag, long timeMs, long step, String markdown) throws IOException {
        byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
        add(timeMs, step, value(tag, strings(List.of(bytes)), metadata("text", TENSOR)));
    }

    /** @param encoded PNG, JPEG or GIF */
    void image(String tag, long timeMs, long step, int width, int height, byte[] encoded) throws IOException {
        WireFormat tensor = strings(List.of(ascii(width), ascii(height), encoded));
        add(timeMs, step, value(tag, tensor, metadata("images", BLOB_SEQUENCE)));
    }

    void histogram(String tag, long timeMs, long step, Histogram histogram) throws IOException {
        WireFormat tensor = new WireFormat()
                .varint(1, DT_DOUBLE)
                .message(2, shape(histogram.buckets(), 3))
                .bytes(4, histogram.littleEndian());
        add(timeMs, step, value(tag, tensor, metadata("histograms", TENSOR)));
    }

    /** @param graphDef a {@code tensorflow.GraphDef} */
    void graph(long timeMs, WireFormat graphDef) throws IOException {
        records.add(event(timeMs, 0).message(4, graphDef).toBytes());
    }

    private void add(long timeMs, long step, WireFormat value) throws IOException {
        records.add(event(timeMs, step)
                .message(5, new WireFormat().message(1, value))
                .toBytes());
    }

    private static WireFormat value(String tag, WireFormat tensor, WireFormat metadata) {
        return new WireFormat().text(1, tag).message(8, tensor).message(9, metadata);
    }

    private static WireFormat metadata(String plugin, int dataClass) {
        return new WireFormat().message(1, new WireFormat().text(1, plugin)).varint(4, dataClass);
    }

    private static WireFormat strings(List<byte[]> values) {
        WireFormat tensor = new WireFormat().varint(1, DT_STRING).message(2, shape(values.size()));
        values.forEach(each -> tensor.bytes(8, each));
        return tensor;
    }

    /** A {@code tensorflow.TensorShapeProto}. */
    static WireFormat shape(long... sizes) {
        var shape = new WireFormat();
        for (long each : sizes) {
            shape.message(2, new WireFormat().varint(1, each));
        }
        return shape;
    }

    private static byte[] ascii(int number) {
        return String.valueOf(number).getBytes(StandardCharsets.US_ASCII);
    }
}
