package com.aimatrix.registry.registration;

import com.aimatrix.contracts.training.LoggedModels;
import com.aimatrix.contracts.training.LoggedModels.LoggedModel;
import com.aimatrix.kit.client.ServiceClients;
import com.aimatrix.kit.problem.ApiProblem;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** Asks the tracking server where a logged model lies and which run made it. */
@Component
class LoggedModelLookup {

    private final LoggedModels models;

    LoggedModelLookup(ServiceClients clients) {
        this.models = clients.create(LoggedModels.class, clients.addresses().trainingUrl());
    }

    /** 404 when there is no such logged model, 503 when the tracking server does not say. */
    LoggedModel get(String id) {
        try {
            return models.get(id).model();
        } catch (HttpClientErrorException.NotFound | HttpClientErrorException.BadRequest e) {
            throw ApiProblem.notFound(
                    "unknown-logged-model",
                    "Unable to fetch model from model URI: there is no logged model %s.".formatted(id));
        } catch (RestClientException e) {
            throw ApiProblem.unavailable(
                    "tracking-unavailable",
                    "The tracking server cannot say just now where the logged model %s lies; try again.".formatted(id));
        }
    }
}
