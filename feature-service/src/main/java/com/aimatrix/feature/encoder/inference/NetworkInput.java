package com.aimatrix.feature.encoder.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a network takes: a number per token, by the names that BERT and its kin have for them. */
public enum NetworkInput {
    INPUT_IDS,
    /** 1 for each token: no text is ever padded. */
    ATTENTION_MASK,
    /** Which sentence a token belongs to. */
    TOKEN_TYPE_IDS,
    /** 0, 1, 2 and so on. */
    POSITION_IDS;

    /** @throws IllegalArgumentException when there is no such input; the message lists those there are */
    @JsonCreator
    static NetworkInput of(String name) {
        for (NetworkInput each : values()) {
            if (each.word().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("expected one of %s, got %s"
                .formatted(Arrays.stream(values()).map(NetworkInput::word).toList(), name));
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of texts with the same number of tokens, one after the other. */
    long[] values(List<Tokens> texts) {
        int tokens = texts.get(0).count();
        long[] values = new long[texts.size() * tokens];
        for (int text = 0; text < texts.size(); text++) {
            long[] ids = texts.get(text).ids();
            long[] types = texts.get(text).types();
            for (int token = 0; token < tokens; token++) {
                values[text * tokens + token] = switch (this) {
                    case INPUT_IDS -> ids[token];
                    case ATTENTION_MASK -> 1;
                    case TOKEN_TYPE_IDS -> types[token];
                    case POSITION_IDS -> token;
                };
            }
        }
        return values;
    }
}
