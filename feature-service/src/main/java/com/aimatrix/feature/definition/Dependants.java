package com.aimatrix.feature.definition;

import java.util.List;

/** What depends on a version of a view. */
public interface Dependants {

    /** What reads it now: views, feature services, deployed models; named for people. */
    List<String> readers(Catalog catalog, RegisteredView view);

    /** What reads it now, and what was made of it and must be told from it: training sets. */
    List<String> all(Catalog catalog, RegisteredView view);
}
