package com.aimatrix.model.training;

import com.aimatrix.model.folder.ModelFile.Calibration;

/**
 * Fits {@code sigmoid(scale * logit + offset)} to labels by maximum likelihood (Platt, 1999, without his smoothing of
 * the labels), by Newton's method.
 */
final class PlattScaling {

    private static final int MAX_ITERATIONS = 50;

    private PlattScaling() {}

    /** The calibration, or null when the likelihood has no maximum at a scale above 0. */
    static Calibration fit(float[] logits, double[] labels) {
        double scale = 1;
        double offset = 0;
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double gradientScale = 0;
            double gradientOffset = 0;
            double curvatureScale = 0;
            double curvatureBoth = 0;
            double curvatureOffset = 0;
            for (int i = 0; i < logits.length; i++) {
                double probability = 1 / (1 + Math.exp(-(scale * logits[i] + offset)));
                double error = probability - labels[i];
                double weight = probability * (1 - probability);
                gradientScale += error * logits[i];
                gradientOffset += error;
                curvatureScale += weight * logits[i] * logits[i];
                curvatureBoth += weight * logits[i];
                curvatureOffset += weight;
            }
            double determinant = curvatureScale * curvatureOffset - curvatureBoth * curvatureBoth;
            double stepScale = (curvatureOffset * gradientScale - curvatureBoth * gradientOffset) / determinant;
            double stepOffset = (curvatureScale * gradientOffset - curvatureBoth * gradientScale) / determinant;
            if (!Double.isFinite(stepScale) || !Double.isFinite(stepOffset)) {
                return null;
            }
            // Steps are bounded so that a start far off cannot overshoot into saturation.
            double damping = 1 / Math.max(1, Math.max(Math.abs(stepScale), Math.abs(stepOffset)));
            scale -= damping * stepScale;
            offset -= damping * stepOffset;
            if (Math.abs(stepScale) + Math.abs(stepOffset) < 1e-10) {
                return scale > 0 ? new Calibration(scale, offset) : null;
            }
        }
        return null;
    }
}
