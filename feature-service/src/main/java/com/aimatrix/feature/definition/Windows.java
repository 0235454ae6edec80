package com.aimatrix.feature.definition;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** Lengths of windows as people write them. */
final class Windows {

    private Windows() {}

    /** @throws IllegalArgumentException when it is no duration */
    static Duration parse(String text) {
        return DurationStyle.detectAndParse(text);
    }
}
