package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.Signature.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of the live version can be split between the two and what comes of it compared: both answer the same, each can be watched
 * against a profile of its own, and the version has predicted beside the live one for a while if that is asked for.
 *
 * @param minShadowHours how long it must have predicted beside the live version, without a break; null is 0
 */
record AbReadiness(String name, Double minShadowHours) implements Check {

    AbReadiness {
        minShadowHours = minShadowHours == null ? 0.0 : minShadowHours;
    }

    @Override
    public String fault() {
        return minShadowHours >= 0 ? null : "minShadowHours: expected at least 0, got " + minShadowHours;
    }

    @Override
    public boolean concerns(Candidate candidate) {
        return candidate.version().servable();
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        var reasons = new ArrayList<String>();
        if (!isWatchable(candidate.version())) {
            reasons.add("it has no profile of its score, so what it answers cannot be watched");
        }
        ModelVersion live = candidate.live();
        double hours = 0;
        if (live != null) {
            if (!outputs(live).equals(outputs(candidate.version()))) {
                reasons.add("it answers %s, version %d, which is live, %s"
                        .formatted(outputs(candidate.version()), live.version(), outputs(live)));
            }
            hours = candidate.shadowSince() == null
                    ? 0
                    : Duration.between(candidate.shadowSince(), candidate.now()).toMillis() / 3_600_000.0;
            if (hours < minShadowHours) {
                reasons.add("it has predicted beside version %d for %.1f hours, expected at least %s"
                        .formatted(live.version(), hours, minShadowHours));
            }
        }
        return new Promotion.Check(
                name, reasons.isEmpty(), hours, minShadowHours, reasons.isEmpty() ? ready(live) : said(reasons));
    }

    private static boolean isWatchable(ModelVersion version) {
        ReferenceProfile profile = version.referenceProfile();
        return profile != null && profile.score() != null;
    }

    private static List<String> outputs(ModelVersion version) {
        return version.metadata().signature() == null
                ? List.of()
                : version.metadata().signature().outputs().stream()
                        .map(Field::type)
                        .toList();
    }

    private static String ready(ModelVersion live) {
        return live == null
                ? "Nothing is live yet: there is nothing to split requests with."
                : "It answers as version %d does, and both can be watched.".formatted(live.version());
    }

    private static String said(List<String> reasons) {
        String text = String.join("; ", reasons);
        return "%s%s.".formatted(Character.toUpperCase(text.charAt(0)), text.substring(1));
    }
}
