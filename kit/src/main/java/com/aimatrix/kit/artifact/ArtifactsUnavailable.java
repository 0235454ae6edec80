package com.aimatrix.kit.artifact;

import java.io.IOException;

/** The store cannot be reached, or refuses us; what is asked for may work in a moment. */
public class ArtifactsUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    ArtifactsUnavailable(Throwable cause) {
        super("the artifact store cannot be used just now: %s".formatted(cause.getMessage()), cause);
    }
}
