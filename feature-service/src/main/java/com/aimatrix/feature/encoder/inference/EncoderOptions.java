package com.aimatrix.feature.encoder.inference;

import com.aimatrix.transform.Embedding;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an encoder is used: {@code encoder.json}, in which everything may be left out.
 *
 * @param inputs what the network takes, in its order; null: of ONNX by their names, of TorchScript the tokens and, with a
 *     tokenizer, the attention mask
 * @param output name of the output, of a tuple its number; null is {@code sentence_embedding} where there is one, else the first
 * @param pooling null is mean for one vector per token, none for one per text
 * @param normalize whether vectors are brought to the length 1; null is no
 * @param maxLength tokens that a text is cut to, 1 to 8192; null is 256
 * @param maxBatch texts that go through the network at once, 1 to 64; null is 64
 * @param lowerCase of vocab.txt: whether case and accents do not count; null is yes
 * @param buckets without a tokenizer: into how many tokens words are hashed
 * @param dimension numbers in a vector, to be checked; null takes what comes
 */
public record EncoderOptions(
        List<NetworkInput> inputs,
        String output,
        Pooling pooling,
        Boolean normalize,
        @JsonProperty("maxLength") @JsonAlias("max_length") Integer maxLength,
        @JsonProperty("maxBatch") @JsonAlias("max_batch") Integer maxBatch,

        @JsonProperty("lowerCase") @JsonAlias({"lower_case", "do_lower_case"})
        Boolean lowerCase,

        Integer buckets,
        Integer dimension) {

    /** The name of the file. */
    public static final String FILE = "encoder.json";

    static final EncoderOptions USUAL = new EncoderOptions(null, null, null, null, null, null, null, null, null);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @throws InvalidEncoder when they are none */
    static EncoderOptions read(byte[] json) {
        try {
            EncoderOptions options = JSON.readValue(json, EncoderOptions.class);
            if (options == null) {
                throw new InvalidEncoder(FILE, "expected an object, got null");
            }
            options.check();
            return options;
        } catch (JacksonException e) {
            throw new InvalidEncoder(FILE, e.getOriginalMessage(), e);
        }
    }

    private void check() {
        range("maxLength", maxLength, 1, 8192);
        range("maxBatch", maxBatch, 1, 64);
        range("buckets", buckets, 2, Integer.MAX_VALUE);
        range("dimension", dimension, 1, Embedding.MOST_DIMENSIONS);
        if (inputs != null && (!inputs.contains(NetworkInput.INPUT_IDS) || inputs.contains(null))) {
            throw new InvalidEncoder(FILE + ".inputs", "expected input_ids among them, and no null");
        }
    }

    private static void range(String option, Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new InvalidEncoder(
                    "%s.%s".formatted(FILE, option), "expected %d to %d, got %d".formatted(least, most, value));
        }
    }

    int maxLengthOrUsual() {
        return maxLength == null ? 256 : maxLength;
    }

    int maxBatchOrUsual() {
        return maxBatch == null ? 64 : maxBatch;
    }

    boolean isNormalized() {
        return Boolean.TRUE.equals(normalize);
    }

    boolean isLowerCase() {
        return !Boolean.FALSE.equals(lowerCase);
    }
}
