package com.aimatrix.training.forwarding;

import java.io.IOException;

/** Another tracking server. Whatever is told twice counts once there. */
sealed interface Receiver permits MlflowReceiver, WandbReceiver {

    /**
     * Finds a run at the server, or makes it there.
     *
     * @return what it is called there
     * @throws Refused when the server will never take it
     * @throws IOException when the server cannot be asked just now
     */
    String open(RunUpdate update) throws IOException;

    /**
     * Tells of a run.
     *
     * @param lines of history that are there, where the server counts them
     * @return how many are there now
     * @throws Refused when the server will never take something of it
     * @throws IOException when the server cannot be asked just now
     */
    long send(String remoteId, long lines, RunUpdate update) throws IOException;
}
