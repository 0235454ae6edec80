package com.aimatrix.registry.registration;

import com.aimatrix.mlflow.MlflowProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code models:/name/version}, {@code models:/name@alias} or {@code models:/<id of a logged model>}.
 *
 * @param name null for a logged model
 * @param version null unless it was given
 * @param alias null unless it was given
 * @param loggedModelId null unless it is one
 */
record ModelUri(String name, Integer version, String alias, String loggedModelId) {

    private static final String SCHEME = "models:/";
    private static final Pattern FORM = Pattern.compile("models:/+(?:([^/]+)/(\\d{1,9})|([^/]+)@([^/@]+)|([^/@]+))");

    static boolean isOne(String source) {
        return source.startsWith(SCHEME);
    }

    /** 400 when it is none of the forms. */
    static ModelUri of(String source) {
        Matcher form = FORM.matcher(source);
        if (!form.matches()) {
            throw MlflowProblem.invalid(
                    "Not a proper models:/ URI: %s. Expected models:/name/version, models:/name@alias or models:/ and the id of a logged model."
                            .formatted(MlflowProblem.shown(source)));
        }
        if (form.group(1) != null) {
            return new ModelUri(form.group(1), Integer.valueOf(form.group(2)), null, null);
        }
        return form.group(3) != null
                ? new ModelUri(form.group(3), null, form.group(4), null)
                : new ModelUri(null, null, null, form.group(5));
    }
}
