package com.aimatrix.feature.definition;

import org.springframework.stereotype.Component;

/** Keeps the definitions in memory and reads them again when their revision has grown. */
@Component
public class Catalogs {

    private final CatalogStore store;
    private volatile Catalog known;

    Catalogs(CatalogStore store) {
        this.store = store;
    }

    /** The newest definitions; one small query when nothing has changed. */
    public Catalog current() {
        return at(store.revision());
    }

    /** The definitions as they were last read, without asking whether they have changed. */
    public Catalog known() {
        Catalog catalog = known;
        return catalog == null ? current() : catalog;
    }

    /** The definitions of a revision that was just read from the database, or newer ones. */
    public Catalog at(long revision) {
        Catalog catalog = known;
        if (catalog == null || catalog.revision() < revision) {
            catalog = store.load();
            known = catalog;
        }
        return catalog;
    }
}
