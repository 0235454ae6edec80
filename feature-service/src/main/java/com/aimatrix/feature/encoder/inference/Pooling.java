package com.aimatrix.feature.encoder.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the vectors of a text's tokens become one. */
public enum Pooling {
    /** The network gives one vector per text itself. */
    NONE,
    MEAN,
    /** The vector of the first token. */
    CLS;

    @JsonCreator
    static Pooling of(String name) {
        for (Pooling each : values()) {
            if (each.word().equals(name.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException("expected one of %s, got %s".formatted(List.of(values()), name));
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * One vector per text.
     *
     * @param wanted null takes what the shape of the output asks for
     * @throws InvalidEncoder when the output is not one vector per text or per token, or the pooling does not fit it
     */
    static float[][] apply(Pooling wanted, Network.Output output, int texts, int tokens) {
        long[] shape = output.shape();
        boolean ofTexts = shape.length == 2 && shape[0] == texts;
        boolean ofTokens = shape.length == 3 && shape[0] == texts && shape[1] == tokens;
        if (!ofTexts && !ofTokens) {
            throw new InvalidEncoder(
                    "model",
                    "expected an output of the shape [texts, numbers] or [texts, tokens, numbers], got %s for %d texts of %d tokens"
                            .formatted(Arrays.toString(shape), texts, tokens));
        }
        Pooling pooling = wanted != null ? wanted : ofTexts ? NONE : MEAN;
        if (ofTexts != (pooling == NONE)) {
            throw new InvalidEncoder(
                    EncoderOptions.FILE + ".pooling",
                    ofTexts
                            ? "expected none: the network gives one vector per text"
                            : "expected mean or cls: the network gives one vector per token");
        }
        int numbers = (int) shape[shape.length - 1];
        float[][] vectors = new float[texts][numbers];
        for (int text = 0; text < texts; text++) {
            int start = text * (ofTexts ? 1 : tokens) * numbers;
            if (pooling == MEAN) {
                mean(output.values(), start, tokens, vectors[text]);
            } else {
                System.arraycopy(output.values(), start, vectors[text], 0, numbers);
            }
        }
        return vectors;
    }

    private static void mean(float[] values, int start, int tokens, float[] mean) {
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (int token = 0; token < tokens; token++) {
                sum += values[start + token * mean.length + i];
            }
            mean[i] = (float) (sum / tokens);
        }
    }
}
