package com.aimatrix.feature.batch;

import java.util.regex.Pattern;

/** What all values of a CSV column are. */
final class CsvColumn {

    /** As JSON writes numbers: what begins with a zero is more likely a code. */
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,20})?(?:[eE][+-]?\\d{1,3})?");

    private boolean any;
    private boolean truth = true;
    private boolean number = true;
    private boolean whole = true;

    void add(String value) {
        if (value == null) {
            return;
        }
        any = true;
        truth = truth && isTruth(value);
        number = number && isNumber(value);
        whole = whole && number && isWhole(value);
    }

    String type() {
        if (!any) {
            return "VARCHAR";
        }
        if (truth) {
            return "BOOLEAN";
        }
        return whole ? "BIGINT" : number ? "DOUBLE" : "VARCHAR";
    }

    static boolean isTruth(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches();
    }

    private static boolean isWhole(String value) {
        for (int i = value.startsWith("-") ? 1 : 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
