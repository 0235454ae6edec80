package com.aimatrix.feature.definition;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the definitions in memory and reads them again when their revision has grown. */
@Component
public class Catalogs {

    private final DefinitionStore store;
    private volatile Catalog known;

    Catalogs(DefinitionStore store) {
        this.store = store;
    }

    /** The newest definitions; one small query when nothing has changed. */
    public Catalog current() {
        Catalog catalog = known;
        if (catalog == null || catalog.revision() != store.revision()) {
            catalog = store.load();
            known = catalog;
        }
        return catalog;
    }

    /** The newest definitions, which do not change until the surrounding transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Catalog held() {
        store.lockShared();
        return current();
    }
}
