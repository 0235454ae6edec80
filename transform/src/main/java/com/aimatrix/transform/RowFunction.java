package com.aimatrix.transform;

import java.util.List;

/** A function of other features of the same row. */
public sealed interface RowFunction extends Transformation
        permits Log, Normalize, Bin, Polynomial, Interaction, Arithmetic, Embedding {

    /** The most inputs of a function, terms of a polynomial, and bins. */
    int MOST = 1000;

    int minInputs();

    int maxInputs();

    /** Whether parameters must be found on data first, because the definition does not give them. */
    boolean needsFit();

    /** The data that parameters are to be fitted on; null is all there are, or that nothing is fitted. */
    default Fit fit() {
        return null;
    }

    /** Every mistake, in the definition itself and with these inputs. */
    List<Problem> problems(List<Input> inputs);

    /** What comes out; for a definition without problems. */
    Kind outputKind(List<Input> inputs);

    /** How many numbers a list that comes out has; null when it is no list, or when only an encoder knows. */
    default Integer outputLength(List<Input> inputs) {
        return null;
    }
}
