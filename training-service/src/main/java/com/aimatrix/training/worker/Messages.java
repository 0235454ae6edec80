package com.aimatrix.training.worker;

import java.io.PrintStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes messages, one a line. */
final class Messages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;

    Messages(PrintStream out) {
        this.out = out;
    }

    synchronized void send(WorkerMessage message) {
        out.println(JSON.writeValueAsString(message));
        out.flush();
    }
}
