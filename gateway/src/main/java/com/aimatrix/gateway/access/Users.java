package com.aimatrix.gateway.access;

import com.aimatrix.kit.artifact.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Knows users by what they send. A password that was right once is remembered by its hash for as long as the process lives, as bcrypt
 * takes longer than most requests.
 */
@Component
class Users {

    private static final int REMEMBERED = 10_000;

    private final AccessSettings settings;
    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final Map<String, String> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    Users(AccessSettings settings) {
        this.settings = settings;
    }

    /** Whether anybody is asked who they are. */
    boolean areThere() {
        return !settings.users().isEmpty();
    }

    /** @param authorization the header of that name, or null; empty when it names nobody, or is wrong */
    Optional<String> of(String authorization) {
        String[] parts =
                authorization == null ? new String[0] : authorization.strip().split(" +", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> byToken(parts[1]);
            case "basic" -> byPassword(parts[1]);
            default -> Optional.empty();
        };
    }

    private Optional<String> byToken(String token) {
        String hash = Sha256.hex(token);
        return settings.users().entrySet().stream()
                .filter(each -> each.getValue().tokenSha256() != null
                        && Sha256.isEqual(each.getValue().tokenSha256(), hash))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<String> byPassword(String credentials) {
        String hash = Sha256.hex(credentials);
        synchronized (known) {
            String user = known.get(hash);
            if (user != null) {
                return Optional.of(user);
            }
        }
        Optional<String> found = checked(credentials);
        found.ifPresent(user -> {
            synchronized (known) {
                known.put(hash, user);
            }
        });
        return found;
    }

    private Optional<String> checked(String credentials) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = decoded.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        AccessSettings.User user = settings.users().get(decoded.substring(0, colon));
        return user != null && user.password() != null && bcrypt.matches(decoded.substring(colon + 1), user.password())
                ? Optional.of(decoded.substring(0, colon))
                : Optional.empty();
    }
}
