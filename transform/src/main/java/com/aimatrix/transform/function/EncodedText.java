package com.aimatrix.transform.function;

import com.aimatrix.transform.Embedding;
import java.util.ArrayList;
import java.util.List;

/** The vector that an encoder gives a text; null where it gives none or one that is not finite. */
record EncodedText(TextEncoder encoder) implements Transformer {

    static EncodedText of(Embedding embedding, TextEncoder encoder) {
        if (encoder == null) {
            throw new IllegalArgumentException("expected the encoder %s, got none".formatted(embedding.encoder()));
        }
        Integer wanted = embedding.dimension();
        if (wanted != null && wanted != encoder.dimension()) {
            throw new IllegalArgumentException("expected an encoder of dimension %d, %s has %d"
                    .formatted(wanted, embedding.encoder(), encoder.dimension()));
        }
        return new EncodedText(encoder);
    }

    @Override
    public Object apply(Object[] inputs) {
        return applyAll(List.<Object[]>of(inputs)).get(0);
    }

    @Override
    public List<Object> applyAll(List<Object[]> rows) {
        List<String> texts = rows.stream().map(row -> Inputs.text(row[0])).toList();
        List<String> given = texts.stream().filter(text -> text != null).toList();
        float[][] vectors = given.isEmpty() ? new float[0][] : encoder.encode(given);
        if (vectors.length != given.size()) {
            throw new IllegalStateException(
                    "the encoder gave %d vectors for %d texts".formatted(vectors.length, given.size()));
        }
        List<Object> values = new ArrayList<>(rows.size());
        int next = 0;
        for (String text : texts) {
            values.add(text == null ? null : checked(vectors[next++]));
        }
        return values;
    }

    private float[] checked(float[] vector) {
        if (vector == null) {
            return null;
        }
        if (vector.length != encoder.dimension()) {
            throw new IllegalStateException(
                    "the encoder gave %d numbers, expected %d".formatted(vector.length, encoder.dimension()));
        }
        for (float number : vector) {
            if (!Float.isFinite(number)) {
                return null;
            }
        }
        return vector;
    }
}
