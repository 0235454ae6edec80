package com.aimatrix.feature.encoder.inference;

/** What a network is written in. */
public enum Format {
    ONNX("model.onnx"),
    TORCHSCRIPT("model.pt");

    private final String file;

    Format(String file) {
        this.file = file;
    }

    /** The name of the network's file. */
    public String file() {
        return file;
    }
}
