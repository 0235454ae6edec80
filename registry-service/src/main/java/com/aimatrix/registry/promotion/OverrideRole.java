package com.aimatrix.registry.promotion;

import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.kit.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Knows by their keys who may override the policy gate. */
@Component
class OverrideRole {

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

    private final OverrideSettings settings;

    OverrideRole(OverrideSettings settings) {
        this.settings = settings;
    }

    /**
     * Who holds the key of a request; 401 without a key, 403 for one that nobody has.
     *
     * @param authorization the header {@code Authorization: Bearer <key>}, or null
     */
    String holder(String authorization) {
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        if (!bearer.matches()) {
            throw new ApiProblem(
                    HttpStatus.UNAUTHORIZED,
                    "override-needs-a-key",
                    "An override needs the role to override: send the key of one who has it as Authorization: Bearer.",
                    List.of());
        }
        byte[] hash = Sha256.hex(bearer.group(1)).getBytes(StandardCharsets.US_ASCII);
        return settings.keys().entrySet().stream()
                .filter(each -> MessageDigest.isEqual(each.getValue().getBytes(StandardCharsets.US_ASCII), hash))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new ApiProblem(
                        HttpStatus.FORBIDDEN,
                        "may-not-override",
                        "The key belongs to nobody who may override.",
                        List.of()));
    }
}
