package com.aimatrix.feature.encoder;

import com.aimatrix.feature.definition.ValueText;
import com.aimatrix.feature.encoder.inference.EncoderFolder;
import com.aimatrix.feature.encoder.inference.EncoderOptions;
import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import com.aimatrix.feature.encoder.inference.LoadedEncoder;
import com.aimatrix.transform.Embedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Tries an encoder on a few texts. */
final class EncoderProbe {

    private static final float LARGEST = (float) ValueText.LARGEST_IN_VECTOR;

    /** Of the largest number in a vector; a network with dropout or with the batch in its arithmetic is far beyond. */
    private static final double TOLERANCE = 1e-5;

    /** Longer than any text is cut to. */
    private static final String LONG = String.join(" ", Collections.nCopies(9000, "word"));

    private static final List<String> TEXTS = List.of(
            "a",
            "The quick brown fox jumps over the lazy dog.",
            "red green blue",
            "one two three",
            "Grüße aus Köln, 東京 und Αθήνα!",
            LONG);

    private final LoadedEncoder encoder;

    private EncoderProbe(LoadedEncoder encoder) {
        this.encoder = encoder;
    }

    /**
     * Loads an encoder and tries it.
     *
     * @return numbers in a vector
     * @throws InvalidEncoder when it cannot be used
     */
    static int run(EncoderFolder folder) {
        try (var encoder = LoadedEncoder.load(folder)) {
            return new EncoderProbe(encoder).run(folder.options());
        }
    }

    private int run(EncoderOptions options) {
        // Each text twice, so that batches of several texts of one length come up.
        var twice = new ArrayList<>(TEXTS);
        twice.addAll(TEXTS);
        float[][] first = vectors(twice);
        int dimension = dimension(first, options);
        float[][] again = vectors(twice);
        for (int i = 0; i < first.length; i++) {
            String text = excerpt(twice.get(i));
            double change = distance(first[i], again[i]);
            if (change > TOLERANCE) {
                throw new InvalidEncoder(
                        "model",
                        "the vector of '%s' is another each time, by %.1g of its largest number; is dropout on?"
                                .formatted(text, change));
            }
            change = distance(first[i], vectors(List.of(twice.get(i)))[0]);
            if (change > TOLERANCE) {
                throw new InvalidEncoder(
                        "model",
                        "the vector of '%s' depends on the other texts of its batch, by %.1g of its largest number; \"maxBatch\": 1 would help"
                                .formatted(text, change));
            }
        }
        // As much at once as can come up, so that it is here that the memory does not suffice.
        vectors(Collections.nCopies(encoder.batchOf(LONG), LONG));
        return dimension;
    }

    private float[][] vectors(List<String> texts) {
        return encoder.vectors(texts, Supplier::get);
    }

    private static int dimension(float[][] vectors, EncoderOptions options) {
        int dimension = 0;
        for (int i = 0; i < vectors.length; i++) {
            String text = excerpt(TEXTS.get(i % TEXTS.size()));
            if (vectors[i] == null) {
                throw new InvalidEncoder("model", "'%s' has no vector, or one of the length 0".formatted(text));
            }
            if (i > 0 && vectors[i].length != dimension) {
                throw new InvalidEncoder(
                        "model",
                        "'%s' has a vector of %d numbers, another text one of %d"
                                .formatted(text, vectors[i].length, dimension));
            }
            dimension = vectors[i].length;
            for (float each : vectors[i]) {
                if (!(Math.abs(each) <= LARGEST)) {
                    throw new InvalidEncoder(
                            "model",
                            "expected numbers of magnitude at most 1e16, the vector of '%s' holds %s"
                                    .formatted(text, each));
                }
            }
        }
        if (dimension < 1 || dimension > Embedding.MOST_DIMENSIONS) {
            throw new InvalidEncoder(
                    "model",
                    "expected vectors of 1 to %d numbers, got %d".formatted(Embedding.MOST_DIMENSIONS, dimension));
        }
        if (options.dimension() != null && options.dimension() != dimension) {
            throw new InvalidEncoder(
                    EncoderOptions.FILE + ".dimension",
                    "expected %d as the network gives, got %d".formatted(dimension, options.dimension()));
        }
        return dimension;
    }

    /** The largest difference, as a share of the largest number. */
    private static double distance(float[] a, float[] b) {
        double largest = Double.MIN_NORMAL;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i]));
            difference = Math.max(difference, Math.abs((double) a[i] - b[i]));
        }
        return difference / largest;
    }

    private static String excerpt(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
