package com.aimatrix.model.safetensors;

import com.aimatrix.model.ModelFormatException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a safetensors file (https://huggingface.co/docs/safetensors): named tensors in file order and free
 * text metadata.
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final String METADATA = "__metadata__";

    /** A longer header is refused before it is read: 16 MiB, some hundred thousand tensors. */
    private static final int MAX_HEADER_BYTES = 16 << 20;

    /**
     * Reads a file after checking its header, types, shapes and offsets.
     *
     * @throws ModelFormatException when the file is not sound
     * @throws IOException when it cannot be read
     */
    public static Safetensors read(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE - 8) {
            throw new ModelFormatException(file.getFileName() + " is larger than 2 GiB");
        }
        try {
            return parse(Files.readAllBytes(file));
        } catch (ModelFormatException e) {
            throw new ModelFormatException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    static Safetensors parse(byte[] content) {
        if (content.length < 8) {
            throw new ModelFormatException("expected at least 8 bytes, found " + content.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = buffer.getLong();
        if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, content.length - 8)) {
            throw new ModelFormatException("header length " + headerBytes + " does not fit a file of " + content.length
                    + " bytes (at most " + MAX_HEADER_BYTES + ")");
        }
        return new HeaderReader(content, 8 + (int) headerBytes).read(header(content, (int) headerBytes));
    }

    private static JsonNode header(byte[] content, int headerBytes) {
        try {
            JsonNode header = JSON.readTree(new String(content, 8, headerBytes, StandardCharsets.UTF_8));
            if (!header.isObject()) {
                throw new ModelFormatException("the header is not a JSON object");
            }
            return header;
        } catch (JacksonException e) {
            throw new ModelFormatException("the header is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes the file whole or not at all: beside its place first, then moved there. */
    public void write(Path file) throws IOException {
        byte[] header = header();
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Tensor tensor : tensors.values()) {
                out.write(tensor.data());
            }
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] header() {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode node = header.putObject(METADATA);
            metadata.forEach(node::put);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", tensor.dtype().name());
            ArrayNode shape = node.putArray("shape");
            for (long size : tensor.shape()) {
                shape.add(size);
            }
            node.putArray("data_offsets").add(offset).add(offset += tensor.data().length);
        }
        // Padded with spaces to a multiple of eight, so that readers which map the file see aligned data.
        String json = JSON.writeValueAsString(header);
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a header against the content that it describes. */
    private record HeaderReader(byte[] content, int dataStart) {

        Safetensors read(JsonNode header) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            ExtentCheck extents = new ExtentCheck(content.length - dataStart);
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (entry.getKey().equals(METADATA)) {
                    readMetadata(entry.getValue(), metadata);
                } else {
                    tensors.put(entry.getKey(), readTensor(entry.getKey(), entry.getValue(), extents));
                }
            }
            extents.requireNoGapAndNoOverlap();
            return new Safetensors(tensors, metadata);
        }

        private static void readMetadata(JsonNode node, Map<String, String> metadata) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (!entry.getValue().isString()) {
                    throw new ModelFormatException("metadata " + entry.getKey() + " is not text");
                }
                metadata.put(entry.getKey(), entry.getValue().stringValue());
            }
        }

        private Tensor readTensor(String name, JsonNode node, ExtentCheck extents) {
            DType dtype = dtype(name, node.path("dtype").asString(""));
            long[] shape = longs(name, "shape", node.path("shape"));
            long[] offsets = longs(name, "data_offsets", node.path("data_offsets"));
            if (offsets.length != 2) {
                throw new ModelFormatException("tensor " + name + ": data_offsets must be [begin, end]");
            }
            extents.add(name, offsets[0], offsets[1]);
            long bytes = Tensor.byteCount(dtype, shape);
            if (bytes != offsets[1] - offsets[0]) {
                throw new ModelFormatException("tensor " + name + ": its shape needs " + bytes
                        + " bytes, its offsets span " + (offsets[1] - offsets[0]));
            }
            byte[] data = new byte[(int) bytes];
            System.arraycopy(content, dataStart + (int) offsets[0], data, 0, data.length);
            return new Tensor(dtype, shape, data);
        }

        private static DType dtype(String name, String text) {
            for (DType dtype : DType.values()) {
                if (dtype.name().equals(text)) {
                    return dtype;
                }
            }
            throw new ModelFormatException("tensor " + name + ": dtype '" + text
                    + "' is not accepted; accepted are F32, F64, F16, I64, I32, U8, BOOL");
        }

        private static long[] longs(String name, String field, JsonNode node) {
            if (!node.isArray() || node.size() > 8) {
                throw new ModelFormatException(
                        "tensor " + name + ": " + field + " must be an array of at most 8 integers");
            }
            long[] values = new long[node.size()];
            for (int i = 0; i < values.length; i++) {
                JsonNode value = node.get(i);
                if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
                    throw new ModelFormatException(
                            "tensor " + name + ": " + field + " holds " + value + ", expected integers of at least 0");
                }
                values[i] = value.longValue();
            }
            return values;
        }
    }
}
