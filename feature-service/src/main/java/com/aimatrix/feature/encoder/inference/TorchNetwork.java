package com.aimatrix.feature.encoder.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A TorchScript network in PyTorch, on the thread that asks. */
final class TorchNetwork implements Network {

    private static final String FILE = Format.TORCHSCRIPT.file();

    private final List<NetworkInput> inputs;
    private final String output;
    private final Model model;

    TorchNetwork(Path file, List<NetworkInput> inputs, String output) {
        this.inputs = inputs;
        this.output = output;
        NativeLibraries.prepare();
        model = Model.newInstance("encoder", Device.cpu(), "PyTorch");
        try {
            model.load(file.getParent(), FILE);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw failed("cannot be loaded as TorchScript (torch.jit.save)", e);
        }
    }

    private static InvalidEncoder failed(String what, Exception e) {
        return new InvalidEncoder(FILE, "%s: %s".formatted(what, e.getMessage()), e);
    }

    @Override
    public Output run(List<Tokens> texts) {
        // Both belong to the thread: a graph of gradients would be built, and a plan be compiled anew for lengths of
        // texts.
        boolean gradients = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
        try (NDManager manager = model.getNDManager().newSubManager()) {
            var shape = new Shape(texts.size(), texts.get(0).count());
            var arrays = new NDList(inputs.size());
            for (NetworkInput each : inputs) {
                arrays.add(manager.create(each.values(texts), shape));
            }
            return floats(model.getBlock().forward(new ParameterStore(manager, false), arrays, false));
        } catch (EngineException | IllegalArgumentException | UnsupportedOperationException e) {
            throw failed(
                    "it refuses %d texts of %d tokens"
                            .formatted(texts.size(), texts.get(0).count()),
                    e);
        } finally {
            JniUtils.setGradMode(gradients);
        }
    }

    private Output floats(NDList outputs) {
        NDArray array = chosen(outputs);
        DataType type = array.getDataType();
        if (type != DataType.FLOAT32 && type != DataType.FLOAT16 && type != DataType.FLOAT64) {
            throw new InvalidEncoder(FILE, "expected an output of floats, got " + type);
        }
        NDArray floats = type == DataType.FLOAT32 ? array : array.toType(DataType.FLOAT32, false);
        return new Output(floats.getShape().getShape(), floats.toFloatArray());
    }

    /** A dictionary names its outputs, a tuple numbers them. */
    private NDArray chosen(NDList outputs) {
        String wanted = output == null ? USUAL_OUTPUT : output;
        for (int i = 0; i < outputs.size(); i++) {
            if (wanted.equals(outputs.get(i).getName()) || wanted.equals(String.valueOf(i))) {
                return outputs.get(i);
            }
        }
        if (output != null || outputs.isEmpty()) {
            throw new InvalidEncoder(
                    EncoderOptions.FILE + ".output",
                    "expected a name or a number below %d, got %s".formatted(outputs.size(), output));
        }
        return outputs.get(0);
    }

    @Override
    public void close() {
        model.close();
    }
}
