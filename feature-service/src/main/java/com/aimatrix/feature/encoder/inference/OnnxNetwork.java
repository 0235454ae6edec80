package com.aimatrix.feature.encoder.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network in ONNX Runtime, on the thread that asks. */
final class OnnxNetwork implements Network {

    private static final String FILE = Format.ONNX.file();

    private record Feed(NetworkInput input, boolean ofInts) {}

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    private final String output;

    OnnxNetwork(Path file, EncoderOptions options) {
        try (var settings = new OrtSession.SessionOptions()) {
            settings.setIntraOpNumThreads(1);
            settings.setInterOpNumThreads(1);
            // A pattern of memory is kept for each shape, and texts have many lengths.
            settings.setMemoryPatternOptimization(false);
            session = environment.createSession(file.toString(), settings);
        } catch (OrtException e) {
            throw failed("cannot be loaded", e);
        }
        try {
            feed(options.inputs());
            output = output(options.output());
        } catch (OrtException | InvalidEncoder e) {
            close();
            throw e instanceof InvalidEncoder invalid ? invalid : failed("cannot be read", e);
        }
    }

    private static InvalidEncoder failed(String what, Exception e) {
        return new InvalidEncoder(FILE, "%s: %s".formatted(what, e.getMessage()), e);
    }

    /** By position when the options name them, else by their names; a single one takes the tokens, whatever its name. */
    private void feed(List<NetworkInput> named) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (named != null && named.size() != inputs.size()) {
            throw new InvalidEncoder(
                    EncoderOptions.FILE + ".inputs",
                    "expected %d, one for each of %s, got %s".formatted(inputs.size(), inputs.keySet(), named));
        }
        int position = 0;
        for (Map.Entry<String, NodeInfo> each : inputs.entrySet()) {
            NetworkInput input = named != null
                    ? named.get(position++)
                    : inputs.size() == 1 ? NetworkInput.INPUT_IDS : byName(each.getKey());
            feeds.put(each.getKey(), new Feed(input, ofInts(each.getKey(), each.getValue())));
        }
    }

    private static NetworkInput byName(String name) {
        try {
            return NetworkInput.of(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidEncoder(
                    FILE,
                    "the input %s is not known; say in %s what inputs are: %s"
                            .formatted(name, EncoderOptions.FILE, e.getMessage()),
                    e);
        }
    }

    private static boolean ofInts(String name, NodeInfo node) {
        OnnxJavaType type = node.getInfo() instanceof TensorInfo tensor ? tensor.type : null;
        if (type != OnnxJavaType.INT64 && type != OnnxJavaType.INT32) {
            throw new InvalidEncoder(
                    FILE, "expected the input %s to be of 64-bit integers, got %s".formatted(name, type));
        }
        return type == OnnxJavaType.INT32;
    }

    private String output(String named) {
        Set<String> outputs = session.getOutputNames();
        if (named != null && !outputs.contains(named)) {
            throw new InvalidEncoder(
                    EncoderOptions.FILE + ".output", "expected one of %s, got %s".formatted(outputs, named));
        }
        return named != null
                ? named
                : outputs.contains(USUAL_OUTPUT)
                        ? USUAL_OUTPUT
                        : outputs.iterator().next();
    }

    @Override
    public Output run(List<Tokens> texts) {
        long[] shape = {texts.size(), texts.get(0).count()};
        var tensors = new LinkedHashMap<String, OnnxTensor>();
        try {
            for (Map.Entry<String, Feed> each : feeds.entrySet()) {
                tensors.put(each.getKey(), tensor(each.getValue(), texts, shape));
            }
            try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
                return result.get(0) instanceof OnnxTensor tensor ? floats(tensor) : floats(null);
            }
        } catch (OrtException e) {
            throw failed("it refuses %d texts of %d tokens".formatted(shape[0], shape[1]), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(Feed feed, List<Tokens> texts, long[] shape) throws OrtException {
        long[] values = feed.input().values(texts);
        return feed.ofInts()
                ? OnnxTensor.createTensor(
                        environment,
                        IntBuffer.wrap(
                                Arrays.stream(values).mapToInt(Math::toIntExact).toArray()),
                        shape)
                : OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private Output floats(OnnxTensor tensor) {
        FloatBuffer buffer = tensor == null ? null : tensor.getFloatBuffer();
        if (buffer == null) {
            throw new InvalidEncoder(
                    FILE,
                    "expected the output %s to be of floats, got %s"
                            .formatted(output, tensor == null ? "no tensor" : tensor.getInfo().type));
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return new Output(tensor.getInfo().getShape(), values);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close its session", e);
        }
    }
}
