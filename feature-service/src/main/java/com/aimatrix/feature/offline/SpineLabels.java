package com.aimatrix.feature.offline;

/** Labels as they are written. */
final class SpineLabels {

    private SpineLabels() {}

    /** Truth as 1 and 0, so that a label is a number where it can be. */
    static String asNumber(String label) {
        if ("true".equals(label)) {
            return "1";
        }
        return "false".equals(label) ? "0" : label;
    }
}
