package com.aimatrix.gateway.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The users of the platform.
 *
 * @param users by name; without any nobody is asked who they are
 */
@Validated
@ConfigurationProperties("aimatrix.access")
public record AccessSettings(@Valid Map<String, User> users) {

    public AccessSettings {
        users = users == null ? Map.of() : Map.copyOf(users);
    }

    /**
     * @param password bcrypt hash of the password that goes with the name (HTTP Basic), or null
     * @param tokenSha256 hex SHA-256 of a token that stands for the user (Bearer), or null
     */
    public record User(
            @Pattern(regexp = "\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}", message = "expected a bcrypt hash")
            String password,

            @Pattern(regexp = "[0-9a-f]{64}", message = "expected 64 lower-case hex digits")
            String tokenSha256) {}
}
