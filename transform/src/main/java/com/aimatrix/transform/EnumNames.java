package com.aimatrix.transform;

import java.util.List;
import java.util.Locale;

/** Reads the names of enum constants in any case. */
final class EnumNames {

    private EnumNames() {}

    /** @throws IllegalArgumentException when there is no such constant; the message lists those there are */
    static <E extends Enum<E>> E read(Class<E> type, String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(upper)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "expected one of %s, got %s".formatted(List.of(type.getEnumConstants()), name));
    }
}
