package com.aimatrix.contracts.registry;

/** A file of a model folder: path relative to it, bytes, hex SHA-256. */
public record ArtifactFile(String path, long size, String sha256) {}
