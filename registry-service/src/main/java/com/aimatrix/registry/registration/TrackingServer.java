package com.aimatrix.registry.registration;

import com.aimatrix.contracts.training.LoggedModels;
import com.aimatrix.contracts.training.LoggedModels.LoggedModel;
import com.aimatrix.contracts.training.LoggedModels.NewTags;
import com.aimatrix.contracts.training.LoggedModels.Tag;
import com.aimatrix.kit.client.ServiceClients;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.Version;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Asks the tracking server about logged models, and notes there which versions were made of them. */
@Component
class TrackingServer {

    private static final Logger log = LoggerFactory.getLogger(TrackingServer.class);
    private static final String VERSIONS_TAG = "mlflow.modelVersions";

    private final LoggedModels models;
    private final JsonMapper json;

    TrackingServer(ServiceClients clients, JsonMapper json) {
        this.models = clients.create(LoggedModels.class, clients.addresses().trainingUrl());
        this.json = json;
    }

    /** 404 when there is no such logged model, 503 when the tracking server does not say. */
    LoggedModel loggedModel(String id) {
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

    /** Adds a version to the tag that lists those of a logged model. The version itself names the model, so that nothing is lost without it. */
    void note(String loggedModelId, Version version) {
        try {
            List<Tag> tags = models.get(loggedModelId).model().info().tags();
            String before = tags == null
                    ? "[]"
                    : tags.stream()
                            .filter(tag -> VERSIONS_TAG.equals(tag.key()))
                            .map(Tag::value)
                            .findFirst()
                            .orElse("[]");
            models.setTags(loggedModelId, new NewTags(List.of(new Tag(VERSIONS_TAG, with(before, version)))));
        } catch (RestClientException | JacksonException e) {
            log.warn(
                    "Logged model {} does not list version {} of {}: {}",
                    loggedModelId,
                    version.version(),
                    version.model(),
                    e.getMessage());
        }
    }

    /** Spaced as Python writes it, as clients compare the text. */
    private String with(String before, Version version) {
        var list = json.readTree(before) instanceof ArrayNode array ? array : json.createArrayNode();
        var entries = list.valueStream()
                .map(each -> "{\"name\": %s, \"version\": %s}".formatted(each.path("name"), each.path("version")))
                .toList();
        String added = "{\"name\": %s, \"version\": %d}"
                .formatted(json.writeValueAsString(version.model()), version.version());
        return Stream.concat(entries.stream(), Stream.of(added)).collect(Collectors.joining(", ", "[", "]"));
    }
}
