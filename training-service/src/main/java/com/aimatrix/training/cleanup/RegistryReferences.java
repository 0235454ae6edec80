package com.aimatrix.training.cleanup;

import com.aimatrix.contracts.registry.VersionSearch;
import com.aimatrix.kit.client.ServiceClients;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Asks the registry whether a version was made of something. */
@Component
class RegistryReferences {

    private static final int NAMES_IN_A_QUESTION = 20;

    private final VersionSearch registry;

    RegistryReferences(ServiceClients clients) {
        this.registry = clients.create(VersionSearch.class, clients.addresses().registryUrl());
    }

    /**
     * Whether a version names one of these as its run or logged model, or in the address of its files.
     *
     * @param names ids, or beginnings of addresses; without quotes and wildcards
     * @throws RestClientException when the registry does not say
     */
    boolean refersToAny(List<String> names) {
        for (int i = 0; i < names.size(); i += NAMES_IN_A_QUESTION) {
            String filter = names.subList(i, Math.min(names.size(), i + NAMES_IN_A_QUESTION)).stream()
                    .map(
                            "run_id = '%1$s' OR logged_model_id = '%1$s' OR source_path LIKE '%%%1$s%%' OR storage_uri LIKE '%%%1$s%%'"
                                    ::formatted)
                    .collect(Collectors.joining(" OR "));
            VersionSearch.Found found = registry.find(filter, 1);
            if (found == null || found.items() == null) {
                throw new RestClientException("the registry's answer has no items");
            }
            if (!found.items().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
