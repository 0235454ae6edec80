package com.aimatrix.serving.loading;

import java.time.Instant;

/**
 * A version that should be loaded and is not.
 *
 * @param tries how often it was tried for this revision
 * @param triedAt the last time
 */
record LoadProblem(int version, String message, int tries, Instant triedAt) {}
