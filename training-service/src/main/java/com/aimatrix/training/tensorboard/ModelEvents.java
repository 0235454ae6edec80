package com.aimatrix.training.tensorboard;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.safetensors.DType;
import com.aimatrix.model.safetensors.Safetensors;
import com.aimatrix.model.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Of a model folder the weights as histograms and the layers as a graph. */
@Component
class ModelEvents {

    private static final Logger log = LoggerFactory.getLogger(ModelEvents.class);
    private static final String FOLDER = "model";

    private final ArtifactStore store;
    private final TensorBoardSettings settings;

    ModelEvents(ArtifactStore store, TensorBoardSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** @param files folder of the run's files */
    void write(String files, EventFile out, long timeMs, long step) throws IOException {
        String folder = "%s/%s".formatted(files, FOLDER);
        try {
            if (store.stat("%s/%s".formatted(folder, ModelFolder.MODEL_JSON)).isPresent()) {
                out.graph(timeMs, ModelGraph.of(new ModelFolder(store.local(folder)).readModelFile()));
            }
            long size = store.stat("%s/%s".formatted(folder, ModelFolder.WEIGHTS))
                    .map(ArtifactStore.Stat::size)
                    .orElse(0L);
            if (size > 0 && size <= settings.largestModel().toBytes()) {
                Path weights = store.local("%s/%s".formatted(folder, ModelFolder.WEIGHTS));
                for (Map.Entry<String, Tensor> each :
                        Safetensors.read(weights).tensors().entrySet()) {
                    if (each.getValue().dtype() == DType.F32) {
                        out.histogram(
                                each.getKey(),
                                timeMs,
                                step,
                                Histogram.of(each.getValue().floats()));
                    }
                }
            }
        } catch (ModelFormatException e) {
            // Files of clients have these names, too, and need not be ours.
            log.debug("{} holds no model of ours: {}", folder, e.getMessage());
        }
    }
}
