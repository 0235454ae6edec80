package com.aimatrix.model.preprocessing;

/**
 * How a number becomes an input of the network: {@code (value - mean) / stddev}, cut to {@code [-clip, clip]}; a null
 * becomes 0, which is the mean.
 *
 * @param mean over the training rows that have a value
 * @param stddev likewise, population (n); 1 for a constant column
 * @param missingIndicator whether a further 0/1 column tells nulls apart, because there were some in training
 */
public record NumericInput(String name, double mean, double stddev, boolean missingIndicator) {

    static NumericInput fit(String name, double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        double stddev = count == 0 ? 0 : Math.sqrt(squares / count);
        // A column that varies by rounding alone is constant.
        boolean constant = stddev <= 1e-12 * Math.max(1, Math.abs(mean));
        return new NumericInput(name, mean, constant ? 1 : stddev, count < values.length);
    }
}
