package com.aimatrix.feature.definition;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes of what definitions rest on: one after the other, and while nothing is defined or written. */
@Component
public class DefinitionChanges {

    private final DefinitionStore store;

    DefinitionChanges(DefinitionStore store) {
        this.store = store;
    }

    /** Makes a change in a transaction; whoever keeps definitions reads them again. */
    @Transactional
    public <T> T make(Supplier<T> change) {
        store.lockExclusive();
        T made = change.get();
        store.nextRevision();
        return made;
    }
}
