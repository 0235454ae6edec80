package com.aimatrix.feature.encoder.inference;

/**
 * Settings that DJL reads when it loads its native libraries: nothing is fetched from or told to the network, and PyTorch
 * computes on the thread that asks. What is set from outside goes before.
 */
final class NativeLibraries {

    private NativeLibraries() {}

    static void prepare() {
        set("ai.djl.offline", "true");
        set("OPT_OUT_TRACKING", "true");
        set("ai.djl.pytorch.num_threads", "1");
        set("ai.djl.pytorch.num_interop_threads", "1");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
