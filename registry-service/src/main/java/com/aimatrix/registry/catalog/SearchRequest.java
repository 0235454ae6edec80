package com.aimatrix.registry.catalog;

import java.util.Arrays;
import java.util.List;

/**
 * What is searched for.
 *
 * @param filter in MLflow's search language; null and blank ask nothing
 * @param orderBy fields, each with ASC or DESC if wanted
 * @param limit models or versions on a page
 * @param pageToken the token of the page before; null for the first page
 */
public record SearchRequest(String filter, List<String> orderBy, int limit, String pageToken) {

    /** What a page token holds for. */
    List<?> question() {
        return Arrays.asList(filter, orderBy);
    }
}
