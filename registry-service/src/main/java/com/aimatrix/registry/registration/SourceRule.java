package com.aimatrix.registry.registration;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.registry.catalog.Texts;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which sources are taken: no path of this machine, and none that leaves the place that it names, however it is encoded. What a
 * prompt has as its source is never read, so it need not be a URI.
 */
final class SourceRule {

    private static final int LONGEST = 2_000;

    /** Scheme, host and path; a single letter is a drive and no scheme. */
    private static final Pattern URI = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.\\-]+):(?://([^/?#]*))?([^?#]*).*");

    private static final Pattern ENCODED = Pattern.compile("%([0-9a-fA-F]{2})");

    private SourceRule() {}

    /** 400 in the words that MLflow's clients look for. */
    static void require(String source, boolean ofPrompt) {
        Texts.requireLength("source", source, LONGEST);
        Matcher uri = URI.matcher(source);
        if (!uri.matches()) {
            requireNotLocal(source, ofPrompt, !ofPrompt || source.startsWith("/"));
        } else {
            requireNotLocal(source, ofPrompt, "file".equalsIgnoreCase(uri.group(1)));
            requireInside(source);
        }
    }

    private static void requireNotLocal(String source, boolean ofPrompt, boolean local) {
        if (local) {
            String shown = MlflowProblem.shown(source);
            throw MlflowProblem.invalid(
                    ofPrompt
                            ? "Invalid prompt source: '%s'. Local source paths are not allowed for prompts."
                                    .formatted(shown)
                            : "Invalid model version source: '%s'. To use a local path as a model version source, it has to lie within the artifacts of its run, and runs of this server keep none at local paths."
                                    .formatted(shown));
        }
    }

    private static void requireInside(String source) {
        String decoded = decoded(source);
        Matcher uri = URI.matcher(decoded);
        boolean inside = uri.matches()
                && decoded.indexOf('\0') < 0
                && Arrays.stream(decoded.split("[/\\\\]", -1)).noneMatch(".."::equals)
                && (uri.group(3).isEmpty() || uri.group(3).startsWith("/"))
                && Arrays.stream(uri.group(3).split("/", -1)).noneMatch("."::equals);
        if (!inside) {
            throw MlflowProblem.invalid(
                    "Invalid model version source: '%s'. If supplying a source as an http, https, or other URI, give an absolute path without relative parts such as '..'."
                            .formatted(MlflowProblem.shown(source)));
        }
    }

    /** Decoded until nothing is encoded any more. */
    private static String decoded(String text) {
        String before;
        String after = text;
        do {
            before = after;
            after = ENCODED.matcher(before)
                    .replaceAll(code ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
        } while (!after.equals(before));
        return after;
    }
}
