package com.aimatrix.training.archive;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The content of {@code manifest.json}, the last entry: every other one with its size and hash. */
record Manifest(@JsonProperty("format_version") int formatVersion, List<ArtifactFile> files) {

    Manifest {
        files = files == null ? List.of() : List.copyOf(files);
    }
}
