package com.aimatrix.serving.predict;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A model reads features of the versions that it was trained on, {@code view@version:feature}; a caller who gives values may call
 * them so, or {@code view:feature} without knowing the version.
 */
final class FeatureNames {

    private FeatureNames() {}

    /** The name without a version. */
    static String unpinned(String feature) {
        int colon = feature.lastIndexOf(':');
        int at = feature.lastIndexOf('@', colon);
        boolean isPinned = at > 0
                && at + 1 < colon
                && feature.substring(at + 1, colon).chars().allMatch(Character::isDigit);
        return isPinned ? feature.substring(0, at) + feature.substring(colon) : feature;
    }

    /** Every name that values may be given by. */
    static Set<String> all(Collection<String> features) {
        var names = new LinkedHashSet<>(features);
        features.forEach(feature -> names.add(unpinned(feature)));
        return names;
    }
}
