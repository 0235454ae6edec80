package com.aimatrix.feature.encoder.inference;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The tokens of a {@code tokenizer.json}, by Hugging Face's own library. */
final class PretrainedTokens implements Tokenizer {

    private final HuggingFaceTokenizer tokenizer;

    /**
     * @param file that it comes from, for messages
     * @param json of the shape of {@code tokenizer.json}
     */
    PretrainedTokens(String file, String json, int maxLength) {
        NativeLibraries.prepare();
        String length = String.valueOf(maxLength);
        var options = Map.of("truncation", "true", "padding", "false", "maxLength", length, "modelMaxLength", length);
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new InvalidEncoder(file, "cannot be read as a tokenizer: " + e.getMessage(), e);
        }
    }

    @Override
    public Tokens tokens(String text) {
        Encoding encoding = tokenizer.encode(text);
        return new Tokens(encoding.getIds(), encoding.getTypeIds());
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
