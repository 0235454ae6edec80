package com.aimatrix.model.mlp;

/** The loss or a gradient was no longer a number; the message names epoch and step. */
public class TrainingDivergedException extends RuntimeException {

    public TrainingDivergedException(String message) {
        super(message);
    }
}
