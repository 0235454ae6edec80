package com.aimatrix.standalone.demo;

/** A step of the demo did not do what it should; the message says why. */
public class StepFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StepFailed(String why) {
        super(why);
    }
}
