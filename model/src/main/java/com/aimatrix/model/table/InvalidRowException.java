package com.aimatrix.model.table;

/** A row cannot be read as the inputs that a model takes; the caller's mistake. */
public class InvalidRowException extends RuntimeException {

    private final int row;
    private final String input;

    /**
     * @param row position of the row, from 0
     * @param input name of the input that is wrong, or null when the row as a whole is
     */
    public InvalidRowException(int row, String input, String message) {
        super(message);
        this.row = row;
        this.input = input;
    }

    public int row() {
        return row;
    }

    public String input() {
        return input;
    }
}
