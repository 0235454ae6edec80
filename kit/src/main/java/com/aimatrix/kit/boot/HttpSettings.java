package com.aimatrix.kit.boot;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the service takes over HTTP.
 *
 * @param maxBody the largest request body; more is a 413
 * @param streamed paths whose bodies are taken in parts as they come, and so have no limit; {@code *} stands for one
 *     segment, as in {@code /api/v1/features/encoders/*}, and {@code **} at the end for any number
 */
@ConfigurationProperties("aimatrix.http")
public record HttpSettings(
        @DefaultValue("32MB") DataSize maxBody,
        @DefaultValue List<String> streamed) {}
