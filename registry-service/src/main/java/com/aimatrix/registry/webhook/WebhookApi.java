package com.aimatrix.registry.webhook;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.registry.webhook.WebhookSender.Outcome;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

@MlflowApi
@RequestMapping({
    MlflowPaths.API_2 + "webhooks",
    MlflowPaths.API_3 + "webhooks",
    MlflowPaths.AJAX_2 + "webhooks",
    MlflowPaths.AJAX_3 + "webhooks"
})
class WebhookApi {

    private static final String ACTIVE = "ACTIVE";
    private static final int FIRST_ERROR = 400;

    private final Webhooks webhooks;

    WebhookApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ListAnswer(List<WebhookAnswer> webhooks, String nextPageToken) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TestResult(boolean success, Integer responseStatus, String responseBody, String errorMessage) {

        static TestResult of(Outcome outcome) {
            return outcome.status() == 0
                    ? new TestResult(false, null, null, "Failed to test webhook: " + outcome.answer())
                    : new TestResult(outcome.status() < FIRST_ERROR, outcome.status(), outcome.answer(), null);
        }
    }

    @PostMapping
    Map<String, WebhookAnswer> create(MlflowRequest request) {
        String description = WebhookParameters.textOrNull(request, "description");
        String status = WebhookParameters.statusOrNull(request);
        return WebhookAnswer.alone(webhooks.create(
                WebhookParameters.name(request.requiredText("name")),
                description == null ? "" : description,
                request.requiredText("url"),
                WebhookParameters.events(request),
                status == null ? ACTIVE : status,
                WebhookParameters.textOrNull(request, "secret")));
    }

    @GetMapping
    ListAnswer list(MlflowRequest request) {
        Page<Webhook> page = webhooks.list(
                WebhookParameters.maxResults(request), WebhookParameters.textOrNull(request, "page_token"));
        return new ListAnswer(page.items().stream().map(WebhookAnswer::of).toList(), page.nextPageToken());
    }

    @GetMapping("/{id}")
    Map<String, WebhookAnswer> get(@PathVariable String id) {
        return WebhookAnswer.alone(webhooks.get(WebhookParameters.id(id)));
    }

    @PatchMapping("/{id}")
    Map<String, WebhookAnswer> update(@PathVariable String id, MlflowRequest request) {
        String name = WebhookParameters.textOrNull(request, "name");
        return WebhookAnswer.alone(webhooks.update(
                WebhookParameters.id(id),
                name == null ? null : WebhookParameters.name(name),
                WebhookParameters.textOrNull(request, "description"),
                WebhookParameters.textOrNull(request, "url"),
                request.has("events") ? WebhookParameters.events(request) : null,
                WebhookParameters.statusOrNull(request),
                WebhookParameters.textOrNull(request, "secret")));
    }

    @DeleteMapping("/{id}")
    Map<String, Object> delete(@PathVariable String id) {
        webhooks.delete(WebhookParameters.id(id));
        return Map.of();
    }

    @PostMapping("/{id}/test")
    Map<String, TestResult> test(@PathVariable String id, MlflowRequest request) {
        MlflowRequest event = request.object("event");
        return Map.of(
                "result",
                TestResult.of(webhooks.test(
                        WebhookParameters.id(id), event == null ? null : WebhookParameters.event(event))));
    }
}
