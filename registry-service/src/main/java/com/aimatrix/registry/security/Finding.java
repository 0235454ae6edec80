package com.aimatrix.registry.security;

/**
 * What is wrong with a file.
 *
 * @param path within the folder; of an entry of an archive {@code archive!/entry}
 * @param message half a sentence that goes on from the path
 */
public record Finding(String path, String message) {

    @Override
    public String toString() {
        return "%s %s".formatted(path, message);
    }
}
