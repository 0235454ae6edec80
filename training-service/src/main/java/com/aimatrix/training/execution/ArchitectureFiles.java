package com.aimatrix.training.execution;

import com.aimatrix.model.architecture.LayerDrawing;
import com.aimatrix.model.architecture.LayerGraph;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.training.run.RunFolders;
import com.aimatrix.training.worker.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts the layers of what a run has trained beside its model. */
final class ArchitectureFiles {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ArchitectureFiles() {}

    /** @param folder of the run, with the model in it */
    static void write(Path folder) throws IOException {
        LayerGraph graph = LayerGraph.read(new ModelFolder(folder.resolve(WorkFolder.MODEL)));
        AtomicFile.write(folder.resolve(RunFolders.ARCHITECTURE_JSON), JSON.writeValueAsBytes(graph));
        AtomicFile.write(folder.resolve(RunFolders.ARCHITECTURE_SVG), LayerDrawing.svg(graph));
    }
}
