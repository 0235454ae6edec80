package com.aimatrix.mlflow;

/** Which names are taken for metrics, params and tags. */
public final class MlflowNames {

    public static final int LONGEST_KEY = 250;

    private static final String OTHER_CHARACTERS =
            "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).";
    private static final String OTHER_PATH =
            "Names may be treated as files in certain cases, and must not resolve to other names when treated as such.";

    private MlflowNames() {}

    /**
     * A key that may be used.
     *
     * @param kind what it names: metric, param or tag
     * @param holder the object that has it as {@code key}
     * @throws MlflowProblem 400 when it is too long, has other characters, or would name another one as a path
     */
    public static String key(String kind, String key, MlflowRequest holder) {
        if (key.length() > LONGEST_KEY) {
            throw MlflowProblem.invalid("'%skey' exceeds the maximum length of %d characters: it has %d"
                    .formatted(holder.place(), LONGEST_KEY, key.length()));
        }
        if (!key.chars().allMatch(MlflowNames::isTaken)) {
            throw invalid(kind, key, holder, OTHER_CHARACTERS);
        }
        if (isOtherPath(key)) {
            throw invalid(kind, key, holder, OTHER_PATH);
        }
        return key;
    }

    private static boolean isTaken(int each) {
        return Character.isLetterOrDigit(each) || "/_.- :".indexOf(each) >= 0;
    }

    private static boolean isOtherPath(String key) {
        if (key.indexOf('/') < 0 && key.charAt(0) != '.') {
            return false;
        }
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || ".".equals(part) || "..".equals(part)) {
                return true;
            }
        }
        return false;
    }

    private static MlflowProblem invalid(String kind, String key, MlflowRequest holder, String why) {
        return MlflowProblem.invalid("Invalid value \"%s\" for parameter '%skey' supplied: Invalid %s name: %s"
                .formatted(MlflowProblem.shown(key), holder.place(), kind, why));
    }
}
