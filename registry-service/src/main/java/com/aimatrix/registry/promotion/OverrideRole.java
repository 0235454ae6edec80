package com.aimatrix.registry.promotion;

import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Knows by their keys who may override the policy gate. */
@Component
class OverrideRole {

    /** The header that a key comes in; users are told apart by another. */
    static final String HEADER = "X-Override-Key";

    private final OverrideSettings settings;

    OverrideRole(OverrideSettings settings) {
        this.settings = settings;
    }

    /**
     * Who holds a key; 403 without one, and for one that nobody has.
     *
     * @param key as it was sent, or null
     */
    String holder(String key) {
        String hash = key == null ? "" : Sha256.hex(key);
        return settings.keys().entrySet().stream()
                .filter(each -> Sha256.isEqual(each.getValue(), hash))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new ApiProblem(
                        HttpStatus.FORBIDDEN,
                        "may-not-override",
                        "An override needs the key of somebody who may override, in the header %s.".formatted(HEADER),
                        List.of()));
    }
}
