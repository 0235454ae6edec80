package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What shall be changed of a version; what is null stays. Metrics, data hash and signature of a version that was registered through
 * the platform's own interface cannot be changed.
 */
public record VersionUpdate(
        String description,
        String semver,
        String type,
        String framework,
        Long trainingDurationMs,
        Map<String, Double> metrics,
        String dataHash,
        Signature signature) {

    private static final int LONGEST_WORD = 200;
    private static final int MOST_FIELDS = 10_000;
    private static final int LONGEST_FIELD = 2_000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    static VersionUpdate description(String description) {
        return new VersionUpdate(description, null, null, null, null, null, null, null);
    }

    boolean changesFacts() {
        return metrics != null || dataHash != null || signature != null;
    }

    /** 400 that names the field. */
    public void requireSound() {
        if (description != null) {
            Texts.requireDescription(description);
        }
        if (semver != null) {
            Semver.of(semver);
        }
        requireWord("type", type);
        requireWord("framework", framework);
        if (trainingDurationMs != null && trainingDurationMs < 0) {
            throw ApiProblem.badField("trainingDurationMs", "expected at least 0, got " + trainingDurationMs);
        }
        if (dataHash != null && !SHA256.matcher(dataHash).matches()) {
            throw ApiProblem.badField("dataHash", "expected 64 lower-case hex digits, got " + dataHash);
        }
        if (metrics != null && metrics.values().stream().anyMatch(each -> each == null || !Double.isFinite(each))) {
            throw ApiProblem.badField("metrics", "expected finite numbers; leave out what is undefined");
        }
        if (signature != null) {
            requireFields("signature.inputs", signature.inputs());
            requireFields("signature.outputs", signature.outputs());
            requireFields("signature.params", signature.params());
        }
    }

    private static void requireFields(String place, List<Signature.Field> fields) {
        if (fields.size() > MOST_FIELDS) {
            throw ApiProblem.badField(place, "expected at most %d, got %d".formatted(MOST_FIELDS, fields.size()));
        }
        for (Signature.Field each : fields) {
            if (each.type() == null || each.type().isBlank()) {
                throw ApiProblem.badField(place + ".type", "expected a type such as double");
            }
            Texts.requireLength(place + ".type", each.type(), LONGEST_FIELD);
            Texts.requireLength(place + ".name", each.name() == null ? "" : each.name(), LONGEST_FIELD);
        }
    }

    private static void requireWord(String field, String word) {
        if (word != null) {
            Texts.requireLength(field, word, LONGEST_WORD);
        }
    }
}
