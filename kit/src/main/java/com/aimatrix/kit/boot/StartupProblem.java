package com.aimatrix.kit.boot;

/** The service cannot start; the message is one sentence for the person who starts it. */
public class StartupProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupProblem(String sentence) {
        super(sentence);
    }

    public StartupProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
