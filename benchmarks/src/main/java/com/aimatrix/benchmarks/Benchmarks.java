package com.aimatrix.benchmarks;

import java.net.URI;

/** {@code Benchmarks features <gateway> <kafka>}: measures a platform that is running and has no flights yet. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) {
        if (args.length != 3 || !args[0].equals("features")) {
            System.err.println("usage: Benchmarks features http://127.0.0.1:8080 127.0.0.1:9092");
            System.exit(2);
        }
        new FeatureBenchmark(URI.create(args[1]), args[2]).run();
    }
}
