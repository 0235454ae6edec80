package com.aimatrix.transform;

import com.aimatrix.transform.fitting.Fitted;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * Brings a number to a common scale: {@code (x - center) / scale}.
 *
 * @param fit the data that center and scale are found on; null takes all there is
 * @param parameters center and scale when they are known beforehand; then nothing is fitted
 */
public record Normalize(
        Method method,
        Fit fit,
        @JsonTypeInfo(use = JsonTypeInfo.Id.NONE) Fitted.Scale parameters) implements RowFunction {

    /** Where center and scale come from. */
    public enum Method {
        /** Mean and population standard deviation. */
        Z_SCORE,
        /** The least value and the span up to the greatest. */
        MIN_MAX;

        @JsonCreator
        static Method of(String name) {
            return EnumNames.read(Method.class, name);
        }
    }

    @Override
    public int minInputs() {
        return 1;
    }

    @Override
    public int maxInputs() {
        return 1;
    }

    @Override
    public boolean needsFit() {
        return parameters == null;
    }

    @Override
    public List<Problem> problems(List<Input> inputs) {
        var problems = new Problems();
        problems.inputs(this, inputs, Kind.NUMBER);
        problems.fit(fit);
        if (parameters == null) {
            problems.check(method != null, "method", "one of " + List.of(Method.values()), null);
        } else {
            double center = parameters.center();
            double scale = parameters.scale();
            problems.check(Double.isFinite(center), "parameters.center", "a finite number", center);
            problems.check(Double.isFinite(scale) && scale > 0, "parameters.scale", "a positive number", scale);
        }
        return problems.list();
    }

    @Override
    public Kind outputKind(List<Input> inputs) {
        return Kind.NUMBER;
    }
}
