package com.aimatrix.registry.promotion;

import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who may let a version into a stage although checks fail.
 *
 * @param keys by the name of the holder, the hex SHA-256 of the key; without any nobody may
 */
@Validated
@ConfigurationProperties("aimatrix.promotion.override")
record OverrideSettings(Map<String, @Pattern(regexp = "[0-9a-f]{64}") String> keys) {

    OverrideSettings {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
    }
}
