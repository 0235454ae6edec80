package com.aimatrix.transform.function;

import com.aimatrix.transform.MurmurHash3;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Feature hashing of a text (Weinberger et al., 2009): each lower-cased word between boundary marks, {@code <word>},
 * and each shorter run of n letters in it adds 1 or -1 to the place that its hash gives, and the vector is brought to
 * length 1. Places and signs are those of scikit-learn's {@code FeatureHasher}. A text without letters and digits gives
 * null.
 *
 * @param dimension places
 * @param ngram letters (with marks) in a run
 * @param seed of the hash: its halves combined
 */
record TextHashing(int dimension, int ngram, int seed) implements Transformer {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    TextHashing(int dimension, int ngram, long seed) {
        this(dimension, ngram, (int) (seed ^ seed >>> 32));
    }

    @Override
    public Object apply(Object[] inputs) {
        String text = Inputs.text(inputs[0]);
        if (text == null) {
            return null;
        }
        double[] sums = new double[dimension];
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            addWord(sums, "<" + words.group() + ">");
        }
        return unit(sums);
    }

    private void addWord(double[] sums, String marked) {
        add(sums, marked);
        int[] letters = marked.codePoints().toArray();
        for (int start = 0; ngram < letters.length && start + ngram <= letters.length; start++) {
            add(sums, new String(letters, start, ngram));
        }
    }

    private void add(double[] sums, String feature) {
        int hash = MurmurHash3.hash(feature, seed);
        // In 64 bits the least hash has an opposite.
        sums[(int) (Math.abs((long) hash) % dimension)] += hash >= 0 ? 1 : -1;
    }

    /** Null when everything cancels out. */
    private static float[] unit(double[] sums) {
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        if (squares == 0) {
            return null;
        }
        double length = Math.sqrt(squares);
        float[] unit = new float[sums.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (sums[i] / length);
        }
        return unit;
    }
}
