package com.aimatrix.training.artifact;

import com.aimatrix.kit.artifact.ArtifactStore.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file or folder as MLflow tells of it. */
final class FileJson {

    private FileJson() {}

    /** @param before its name, in the path that is told */
    static Map<String, Object> of(String before, Entry entry) {
        var file = new LinkedHashMap<String, Object>();
        file.put("path", before + entry.name());
        file.put("is_dir", entry.folder());
        if (!entry.folder()) {
            file.put("file_size", entry.size());
        }
        return file;
    }
}
