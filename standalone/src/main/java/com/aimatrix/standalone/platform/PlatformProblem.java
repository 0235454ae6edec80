package com.aimatrix.standalone.platform;

import com.aimatrix.embedded.EmbeddedServerException;
import com.aimatrix.kit.boot.StartupProblem;

/** What was asked for cannot be done; the message is one sentence for the person at the command line. */
public class PlatformProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PlatformProblem(String sentence) {
        super(sentence);
    }

    public PlatformProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence for a person in a chain of causes: the one meant for them if there is one, else the deepest. */
    public static String sentence(Throwable failure) {
        Throwable told = failure;
        while (told.getCause() != null && !isSentence(told)) {
            told = told.getCause();
        }
        String message = told.getMessage() == null ? "" : told.getMessage().strip();
        return isSentence(told) ? message : (told.getClass().getSimpleName() + " " + message).strip();
    }

    private static boolean isSentence(Throwable failure) {
        return failure instanceof PlatformProblem
                || failure instanceof EmbeddedServerException
                || failure instanceof StartupProblem;
    }
}
