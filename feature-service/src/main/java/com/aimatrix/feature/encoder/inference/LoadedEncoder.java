package com.aimatrix.feature.encoder.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * An encoder in memory. Texts with the same number of tokens go through the network together: none is padded, so that a vector
 * does not depend on its neighbours. Thread-safe; platform threads only.
 */
public final class LoadedEncoder implements AutoCloseable {

    /** In a batch: what a network needs for it grows with them. */
    private static final int MOST_TOKENS = 8_192;

    private final EncoderOptions options;
    private final Tokenizer tokenizer;
    private final Network network;

    private LoadedEncoder(EncoderOptions options, Tokenizer tokenizer, Network network) {
        this.options = options;
        this.tokenizer = tokenizer;
        this.network = network;
    }

    /** Decides when a batch is computed. */
    public interface Gate {
        float[][] pass(Supplier<float[][]> batch);
    }

    /** @throws InvalidEncoder when it cannot be */
    public static LoadedEncoder load(EncoderFolder folder) {
        Tokenizer tokenizer = folder.openTokenizer();
        try {
            return new LoadedEncoder(folder.options(), tokenizer, folder.openNetwork());
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /**
     * A vector per text; null for one without tokens, and for one whose vector has no length to be brought to 1.
     *
     * @throws InvalidEncoder when the network refuses a text
     */
    public float[][] vectors(List<String> texts, Gate gate) {
        float[][] vectors = new float[texts.size()][];
        Tokens[] tokens = new Tokens[texts.size()];
        var byCount = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokenizer.tokens(texts.get(i));
            byCount.computeIfAbsent(tokens[i].count(), ignored -> new ArrayList<>())
                    .add(i);
        }
        byCount.remove(0);
        for (List<Integer> places : byCount.values()) {
            int most = batchOf(tokens[places.get(0)]);
            for (int from = 0; from < places.size(); from += most) {
                List<Integer> batch = places.subList(from, Math.min(from + most, places.size()));
                float[][] computed = gate.pass(
                        () -> compute(batch.stream().map(i -> tokens[i]).toList()));
                for (int i = 0; i < computed.length; i++) {
                    vectors[batch.get(i)] = computed[i];
                }
            }
        }
        return vectors;
    }

    /** How many texts like this one go through the network together. */
    public int batchOf(String text) {
        return batchOf(tokenizer.tokens(text));
    }

    private int batchOf(Tokens tokens) {
        return Math.max(1, Math.min(options.maxBatchOrUsual(), MOST_TOKENS / Math.max(1, tokens.count())));
    }

    private float[][] compute(List<Tokens> batch) {
        int count = batch.get(0).count();
        float[][] vectors = Pooling.apply(options.pooling(), network.run(batch), batch.size(), count);
        return options.isNormalized()
                ? Arrays.stream(vectors).map(LoadedEncoder::unit).toArray(float[][]::new)
                : vectors;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float each : vector) {
            squares += (double) each * each;
        }
        if (squares == 0) {
            return null;
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return unit;
    }

    @Override
    public void close() {
        network.close();
        tokenizer.close();
    }
}
