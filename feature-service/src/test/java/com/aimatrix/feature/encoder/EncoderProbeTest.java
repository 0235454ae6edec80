package com.aimatrix.feature.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.feature.encoder.inference.EncoderFolder;
import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderProbeTest {

    private static final String HASHED = "{\"buckets\": 50}";

    @TempDir
    private Path folder;

    private int probe(EncoderUpload upload) {
        return EncoderProbe.run(EncoderFolder.open(upload.in(folder)));
    }

    private static float[][] table() {
        float[][] table = new float[50][3];
        for (int i = 0; i < 150; i++) {
            table[i / 3][i % 3] = (float) Math.cos(i);
        }
        return table;
    }

    private static OnnxFile lookup() {
        return new OnnxFile().input("input_ids", 2).lookup(table(), "tokens");
    }

    static Stream<Arguments> wrong() {
        byte[] good = OnnxFile.ofTokens(table());
        byte[] dropout = lookup().node("RandomNormalLike", List.of("tokens"), "noise")
                .node("Add", List.of("tokens", "noise"), "out")
                .output("out")
                .toBytes();
        byte[] notFinite = lookup().node("Sub", List.of("tokens", "tokens"), "zero")
                .node("Div", List.of("tokens", "zero"), "out")
                .output("out")
                .toBytes();
        byte[] amongOthers = lookup().mean("tokens", 0, true, "common")
                .node("Sub", List.of("tokens", "common"), "out")
                .output("out")
                .toBytes();
        byte[] oneAxis = lookup().node("Shape", List.of("tokens"), "shape")
                .node("Cast", List.of("shape"), "out")
                .output("out")
                .toBytes();
        byte[] odd = new OnnxFile()
                .input("input_ids", 2)
                .input("pixels", 2)
                .lookup(table(), "tokens")
                .output("tokens")
                .toBytes();
        byte[] fewRows = new OnnxFile()
                .input("input_ids", 2)
                .lookup(new float[5][3], "tokens")
                .output("tokens")
                .toBytes();
        return Stream.of(
                Arguments.of("model.onnx", dropout, HASHED, "model", "another each time"),
                Arguments.of("model.onnx", notFinite, HASHED, "model", "expected numbers"),
                Arguments.of("model.onnx", amongOthers, HASHED, "model", "depends on the other texts"),
                Arguments.of("model.onnx", odd, HASHED, "model.onnx", "pixels"),
                Arguments.of("model.onnx", fewRows, HASHED, "model.onnx", "refuses"),
                Arguments.of("model.onnx", oneAxis, HASHED, "model.onnx", "cannot be loaded"),
                Arguments.of("model.onnx", text("no network"), HASHED, "model.onnx", "cannot be loaded"),
                Arguments.of("model.onnx", good, "{\"buckets\": 50, \"dimension\": 4}", "encoder.json.dimension", "3"),
                Arguments.of(
                        "model.onnx", good, "{\"buckets\": 50, \"output\": \"x\"}", "encoder.json.output", "tokens"),
                Arguments.of(
                        "model.onnx", good, "{\"buckets\": 50, \"pooling\": \"none\"}", "encoder.json.pooling", "mean"),
                Arguments.of(
                        "model.onnx",
                        good,
                        "{\"buckets\": 50, \"inputs\": [\"input_ids\", \"attention_mask\"]}",
                        "encoder.json.inputs",
                        "expected 1"),
                Arguments.of("model.pt", text("no network"), HASHED, "model.pt", "cannot be loaded"),
                Arguments.of(
                        "model.pt",
                        TorchScriptFile.of("input_ids: Tensor, attention_mask: Tensor", "Tensor", "return input_ids"),
                        HASHED,
                        "model.pt",
                        "refuses"),
                Arguments.of(
                        "model.pt",
                        TorchScriptFile.of("input_ids: Tensor", "Tensor", "return torch.unsqueeze(input_ids, 2)"),
                        HASHED,
                        "model.pt",
                        "floats"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamed(String file, byte[] network, String options, String field, String message) {
        var upload = EncoderUpload.of(file, network).with("encoder.json", options);
        assertThatThrownBy(() -> probe(upload))
                .isInstanceOf(InvalidEncoder.class)
                .hasMessageContaining(message)
                .extracting("field")
                .isEqualTo(field);
    }

    @Test
    void aNetworkThatDependsOnItsBatchMayBeAskedOneTextAtATime() {
        byte[] amongOthers = lookup().mean("tokens", 0, true, "common")
                .node("Add", List.of("tokens", "common"), "out")
                .output("out")
                .toBytes();
        var upload =
                EncoderUpload.of("model.onnx", amongOthers).with("encoder.json", "{\"buckets\": 50, \"max_batch\": 1}");
        assertThat(probe(upload)).isEqualTo(3);
    }
}
