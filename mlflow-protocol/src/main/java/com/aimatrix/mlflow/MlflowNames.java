package com.aimatrix.mlflow;

import java.util.regex.Pattern;

/** Which names are taken for metrics, params and tags. */
public final class MlflowNames {

    public static final int LONGEST_KEY = 250;

    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]+", Pattern.UNICODE_CHARACTER_CLASS);

    private MlflowNames() {}

    /**
     * A key that may be used.
     *
     * @param kind what it names: metric, param or tag
     * @param place of the key in the request, such as {@code metrics[0].key}
     * @throws MlflowProblem 400 when it is too long, has other characters, or would name another one as a path
     */
    public static String key(String kind, String key, String place) {
        if (key.length() > LONGEST_KEY) {
            throw MlflowProblem.invalid("'%s' exceeds the maximum length of %d characters: it has %d"
                    .formatted(place, LONGEST_KEY, key.length()));
        }
        if (!KEY.matcher(key).matches()) {
            throw MlflowProblem.invalid(
                    "Invalid value \"%s\" for parameter '%s' supplied: Invalid %s name: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/)."
                            .formatted(MlflowProblem.shown(key), place, kind));
        }
        if (key.startsWith("/") || key.endsWith("/") || hasEmptyOrDots(key)) {
            throw MlflowProblem.invalid(
                    "Invalid value \"%s\" for parameter '%s' supplied: Invalid %s name: Names may be treated as files in certain cases, and must not resolve to other names when treated as such."
                            .formatted(MlflowProblem.shown(key), place, kind));
        }
        return key;
    }

    private static boolean hasEmptyOrDots(String key) {
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || ".".equals(part) || "..".equals(part)) {
                return true;
            }
        }
        return false;
    }
}
