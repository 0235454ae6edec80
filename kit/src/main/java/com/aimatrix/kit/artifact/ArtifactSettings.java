package com.aimatrix.kit.artifact;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where artifacts lie.
 *
 * @param root a folder that all services of the platform see
 */
@ConfigurationProperties("aimatrix.artifacts")
public record ArtifactSettings(
        @DefaultValue("./data/artifacts") Path root) {}
