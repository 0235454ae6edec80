package com.aimatrix.kit.boot;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the service takes over HTTP.
 *
 * @param maxBody the largest request body; more is a 413
 */
@ConfigurationProperties("aimatrix.http")
public record HttpSettings(@DefaultValue("32MB") DataSize maxBody) {}
