package com.aimatrix.transform.function;

import com.aimatrix.transform.Arithmetic;
import com.aimatrix.transform.Bin;
import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.Input;
import com.aimatrix.transform.Interaction;
import com.aimatrix.transform.Kind;
import com.aimatrix.transform.Log;
import com.aimatrix.transform.Normalize;
import com.aimatrix.transform.Polynomial;
import com.aimatrix.transform.Problem;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.Values;
import com.aimatrix.transform.fitting.CategoryVectors;
import com.aimatrix.transform.fitting.Fitted;
import java.util.List;
import java.util.Map;

/** Makes transformers. */
public final class Transformers {

    private Transformers() {}

    /**
     * A transformer for a definition.
     *
     * @param fitted parameters, or null for a function that needs no fit; those in the definition go before them
     * @param encoder of an embedding by an encoder, else not used and may be null
     * @throws IllegalArgumentException when the definition has problems, or when what it needs is missing or does not
     *     fit
     */
    public static Transformer of(RowFunction function, List<Input> inputs, Fitted fitted, TextEncoder encoder) {
        List<Problem> problems = function.problems(inputs);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("%s has problems: %s".formatted(function, problems));
        }
        if (function instanceof Log log) {
            return logarithm(log);
        }
        if (function instanceof Normalize normalize) {
            Fitted given = normalize.parameters();
            return scale(of(Fitted.Scale.class, given == null ? fitted : given, function));
        }
        if (function instanceof Bin bin) {
            return bin(bin, fitted);
        }
        if (function instanceof Polynomial polynomial) {
            return new PolynomialTerms(polynomial, inputs.size());
        }
        if (function instanceof Interaction) {
            boolean numbers = function.outputKind(inputs) == Kind.NUMBER;
            return numbers ? Interactions::product : Interactions::combination;
        }
        if (function instanceof Arithmetic arithmetic) {
            return ExpressionTransformer.of(arithmetic, inputs);
        }
        return embedding((Embedding) function, fitted, encoder);
    }

    private static Transformer logarithm(Log log) {
        double offset = log.offset() == null ? 0 : log.offset();
        return new Logarithm(offset, log.base());
    }

    private static Transformer scale(Fitted.Scale scale) {
        return inputs -> {
            Double value = Inputs.number(inputs[0]);
            return value == null ? null : Values.finite((value - scale.center()) / scale.scale());
        };
    }

    private static Transformer bin(Bin bin, Fitted fitted) {
        List<Double> edges =
                bin.needsFit() ? of(Fitted.Edges.class, fitted, bin).inner() : bin.edges();
        return new BinNumber(edges, Boolean.TRUE.equals(bin.categorical()));
    }

    private static Transformer embedding(Embedding embedding, Fitted fitted, TextEncoder encoder) {
        return switch (embedding.method()) {
            case HASHING -> new TextHashing(embedding.dimension(), embedding.ngramOrUsual(), embedding.seedOrZero());
            case LEARNED, UPLOADED -> {
                Map<String, List<Double>> given = embedding.vectors();
                yield given == null
                        ? VectorLookup.of(of(CategoryVectors.class, fitted, embedding))
                        : VectorLookup.of(given);
            }
            case ENCODER -> EncodedText.of(embedding, encoder);
        };
    }

    private static <T extends Fitted> T of(Class<T> type, Fitted fitted, RowFunction function) {
        if (!type.isInstance(fitted)) {
            throw new IllegalArgumentException(
                    "expected fitted parameters %s for %s, got %s".formatted(type.getSimpleName(), function, fitted));
        }
        return type.cast(fitted);
    }
}
