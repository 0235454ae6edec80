package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;

/**
 * A vector of numbers for a text or a category.
 *
 * @param dimension numbers in a vector, 1 to 2000, of LEARNED 1 to 512; needed for HASHING and LEARNED, else it follows
 *     from the vectors
 * @param vectors of UPLOADED, by category; with LEARNED those learned elsewhere, so that nothing is fitted
 * @param encoder of ENCODER: its name
 * @param context of LEARNED: the input whose values say what a category is like; the second input
 * @param ngram of HASHING: letters in a piece of a word, 1 to 10; null is 3
 * @param seed of LEARNED and HASHING; null is 0
 * @param fit of LEARNED: the data to learn from; null takes all there is
 */
public record Embedding(
        Method method,
        Integer dimension,
        Map<String, List<Double>> vectors,
        String encoder,
        String context,
        Integer ngram,
        Long seed,
        Fit fit)
        implements RowFunction {

    /** The longest vector. */
    public static final int MOST_DIMENSIONS = 2000;

    /** The longest vector that is learned; a fit of 20000 categories then takes minutes. */
    public static final int MOST_LEARNED_DIMENSIONS = 512;

    private static final int USUAL_NGRAM = 3;

    /** Where vectors come from. */
    public enum Method {
        /** Words and pieces of words are hashed into places of the vector; nothing is learned. */
        HASHING,
        /** Categories that occur in like contexts get like vectors. */
        LEARNED,
        /** They stand in the definition. */
        UPLOADED,
        /** A text encoder gives them. */
        ENCODER;

        @JsonCreator
        static Method of(String name) {
            return EnumNames.read(Method.class, name);
        }
    }

    /** The same with vectors of that many numbers. */
    public Embedding withDimension(int numbers) {
        return new Embedding(method, numbers, vectors, encoder, context, ngram, seed, fit);
    }

    /** Letters in a piece of a word. */
    public int ngramOrUsual() {
        return ngram == null ? USUAL_NGRAM : ngram;
    }

    public long seedOrZero() {
        return seed == null ? 0 : seed;
    }

    /** Two while vectors are to be learned: the category and its context. */
    @Override
    public int minInputs() {
        return needsFit() ? 2 : 1;
    }

    @Override
    public int maxInputs() {
        return minInputs();
    }

    @Override
    public boolean needsFit() {
        return method == Method.LEARNED && vectors == null;
    }

    @Override
    public List<Problem> problems(List<Input> inputs) {
        return EmbeddingProblems.of(this, inputs);
    }

    @Override
    public Kind outputKind(List<Input> inputs) {
        return Kind.LIST;
    }

    @Override
    public Integer outputLength(List<Input> inputs) {
        return vectors == null || vectors.isEmpty()
                ? dimension
                : (Integer) vectors.values().iterator().next().size();
    }
}
