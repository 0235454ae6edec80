package com.aimatrix.feature.encoder;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.feature.encoder.inference.EncoderOptions;
import com.aimatrix.feature.encoder.inference.Format;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * A registered text encoder.
 *
 * @param id of this upload: the folder of its files
 * @param dimension numbers in a vector
 * @param options as they were uploaded
 * @param files of which it is made
 */
record Encoder(
        String name,
        @JsonIgnore String id,
        Format format,
        int dimension,
        EncoderOptions options,
        List<ArtifactFile> files,
        Instant createdAt) {

    /** Below it lie the files of all encoders. */
    static final String FOLDER = "encoders";

    /** Where the files of an upload lie in the artifact store. */
    static String path(String id) {
        return "%s/%s".formatted(FOLDER, id);
    }
}
