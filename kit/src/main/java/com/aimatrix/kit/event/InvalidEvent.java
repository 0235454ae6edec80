package com.aimatrix.kit.event;

/** A record that no retry can mend; it goes to the dead-letter topic with this message as the reason. */
public class InvalidEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidEvent(String reason) {
        super(reason);
    }

    public InvalidEvent(String reason, Throwable cause) {
        super(reason, cause);
    }
}
