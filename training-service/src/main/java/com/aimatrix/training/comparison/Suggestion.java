package com.aimatrix.training.comparison;

import java.util.Map;

/**
 * What to try next.
 *
 * @param params to set; what is not named stays as in the best run
 * @param figures that it rests on
 */
record Suggestion(Kind kind, Map<String, Object> params, String sentence, Map<String, Object> figures) {

    enum Kind {
        /** The best value lies at the edge of what was tried. */
        EXTEND_RANGE,
        /** The best value of each parameter, which no run has had together. */
        TRY_COMBINATION,
        /** The best is known from few runs. */
        REPEAT_BEST,
        /** There is too little to say more. */
        MORE_RUNS
    }
}
