package com.aimatrix.contracts.registry;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Finds registered versions of all models; deleted ones are not found. */
@HttpExchange("/api/v1/registry/search/versions")
public interface VersionSearch {

    /**
     * Versions, those that changed last first.
     *
     * @param filter in MLflow's search language, such as {@code run_id = '4f2a' OR storage_uri LIKE '%4f2a%'}
     * @param limit at most 1,000
     */
    @GetExchange
    Found find(@RequestParam("filter") String filter, @RequestParam("limit") int limit);

    record Found(List<Item> items) {}

    /** A version; it has more members than these. */
    record Item(String model, int version) {}
}
