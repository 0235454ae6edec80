package com.aimatrix.embedded;

/** What a commit in the embedded PostgreSQL is worth. */
public enum Durability {
    /** A commit survives a crash of the process and of the machine. */
    DURABLE,
    /** A commit survives a crash of the process only; for tests, whose data are thrown away. */
    THROWAWAY
}
