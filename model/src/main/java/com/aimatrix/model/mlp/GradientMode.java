package com.aimatrix.model.mlp;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/** Runs torch work with gradients on or off; the mode belongs to the thread and is restored at the end. */
final class GradientMode {

    private GradientMode() {}

    static <T> T on(Supplier<T> work) {
        return with(true, work);
    }

    static <T> T off(Supplier<T> work) {
        return with(false, work);
    }

    private static <T> T with(boolean enabled, Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(enabled);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
