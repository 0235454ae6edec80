package com.aimatrix.feature.encoder.inference;

import com.aimatrix.transform.MurmurHash3;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words without a vocabulary: each lower-cased run of letters and digits is token {@code 1 + h mod (buckets - 1)}, where h is
 * the unsigned 32-bit MurmurHash3 of its UTF-8 bytes with the seed 0. Token 0 is left free for padding in training. A text
 * without letters and digits has no tokens.
 */
record HashedWords(int buckets, int maxLength) implements Tokenizer {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    @Override
    public Tokens tokens(String text) {
        long[] ids = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .limit(maxLength)
                .mapToLong(word -> 1 + Integer.toUnsignedLong(MurmurHash3.hash(word.group(), 0)) % (buckets - 1))
                .toArray();
        return new Tokens(ids, new long[ids.length]);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
