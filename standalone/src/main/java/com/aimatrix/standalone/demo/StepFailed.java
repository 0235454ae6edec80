package com.aimatrix.standalone.demo;

import com.aimatrix.standalone.platform.PlatformProblem;

/** A step of the demo did not do what it should; the message says why. */
public class StepFailed extends PlatformProblem {

    private static final long serialVersionUID = 1L;

    public StepFailed(String why) {
        super(why);
    }
}
