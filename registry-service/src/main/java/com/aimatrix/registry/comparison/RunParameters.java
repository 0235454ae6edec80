package com.aimatrix.registry.comparison;

import com.aimatrix.contracts.training.LoggedRuns;
import com.aimatrix.contracts.training.LoggedRuns.Param;
import com.aimatrix.kit.client.ServiceClients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Asks the tracking server with which parameters a run was made. */
@Component
class RunParameters {

    private static final Logger log = LoggerFactory.getLogger(RunParameters.class);

    private final LoggedRuns runs;

    RunParameters(ServiceClients clients) {
        this.runs = clients.create(LoggedRuns.class, clients.addresses().trainingUrl());
    }

    /** Empty when the run is not known, or the tracking server does not say just now. */
    Optional<Map<String, String>> of(String runId) {
        if (runId == null) {
            return Optional.empty();
        }
        try {
            List<Param> params = runs.get(runId).run().data().params();
            return Optional.of(
                    params == null
                            ? Map.of()
                            : params.stream().collect(Collectors.toMap(Param::key, Param::value, (a, b) -> a)));
        } catch (RestClientException e) {
            log.warn("The parameters of run {} are not known: {}", runId, e.getMessage());
            return Optional.empty();
        }
    }
}
