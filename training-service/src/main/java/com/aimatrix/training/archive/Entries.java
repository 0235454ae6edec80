package com.aimatrix.training.archive;

/** Names of what is in an archive. */
final class Entries {

    static final String RUN = "run.json";
    static final String METRICS = "metrics.ndjson";
    static final String MANIFEST = "manifest.json";

    /** Below it lie the run's files. */
    static final String ARTIFACTS = "artifacts/";

    private Entries() {}
}
