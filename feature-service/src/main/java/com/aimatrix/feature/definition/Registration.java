package com.aimatrix.feature.definition;

/**
 * What registering a view did.
 *
 * @param view as it is registered now
 */
public record Registration(Change change, RegisteredView view) {

    /** What happened to a definition. */
    public enum Change {
        CREATED,
        /** It was there already. */
        UNCHANGED,
        /** Words for people changed, or features were added behind the others: the version stays. */
        UPDATED,
        /** What it means has changed. */
        NEW_VERSION,
        DELETED
    }
}
