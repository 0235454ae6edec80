package com.aimatrix.standalone.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The steps of the story as they happen, with what each brought and how long it took. */
final class Stages {

    private final PrintStream out;
    private final List<Done> done = new ArrayList<>();
    private String current = "start";

    Stages(PrintStream out) {
        this.out = out;
    }

    record Done(String name, double seconds, String result) {}

    /** @param step answers one line that says what happened */
    void run(String name, Supplier<String> step) {
        current = name;
        out.printf("%n%d. %s%n", done.size() + 1, name);
        long started = System.nanoTime();
        String result = step.get();
        double seconds = (System.nanoTime() - started) / 1e9;
        done.add(new Done(name, seconds, result));
        out.printf("  %s (%.1f s)%n", result, seconds);
    }

    /** The step at work, for a message about its failure. */
    String current() {
        return current;
    }

    List<Done> done() {
        return done;
    }
}
