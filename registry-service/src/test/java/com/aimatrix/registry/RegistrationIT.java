package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.RegisterVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class RegistrationIT extends RegistryTestBase {

    @Test
    void aVersionIsReadAsItWasRegistered() throws IOException {
        RegisterVersion request = version(comparison(7, 2_000, 0.41, 0.45));

        ModelVersion made = registry.register(model, request);

        assertThat(registry.get(model, 1)).isEqualTo(made);
        assertThat(made.version()).isEqualTo(1);
        assertThat(made.stage()).isEqualTo("None");
        assertThat(made.files()).isEqualTo(request.files());
        assertThat(made.comparison()).isEqualTo(request.comparison());
        assertThat(made.referenceProfile()).isEqualTo(request.referenceProfile());
        assertThat(ask(HttpMethod.GET, "/models/" + model, null)
                        .getBody()
                        .get("lastVersion")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void theSameRunAnswersTheVersionThatItMade() throws IOException {
        RegisterVersion request = version(null);

        ModelVersion first = registry.register(model, request);
        ModelVersion again = registry.register(model, request);

        assertThat(again).isEqualTo(first);
        assertThat(ask(HttpMethod.GET, "/models/%s/versions".formatted(model), null)
                        .getBody())
                .hasSize(1);
    }

    @Test
    void concurrentRegistrationsGetNumbersWithoutGapOrRepetition()
            throws IOException, InterruptedException, ExecutionException {
        var requests = new ArrayList<RegisterVersion>();
        for (int i = 0; i < 12; i++) {
            RegisterVersion request = version(null);
            requests.add(request);
            requests.add(request);
        }
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ModelVersion>> made = threads.invokeAll(requests.stream()
                    .<java.util.concurrent.Callable<ModelVersion>>map(
                            request -> () -> registry.register(model, request))
                    .toList());
            var numbers = new ArrayList<Integer>();
            for (Future<ModelVersion> each : made) {
                numbers.add(each.get().version());
            }
            assertThat(numbers.stream().distinct().sorted())
                    .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aListedFileThatIsNotThereIsRefusedByName() throws IOException {
        RegisterVersion request = version(null);
        Files.delete(artifacts.local(request.artifactUri()).resolve("weights.safetensors"));

        var answer = ask(HttpMethod.POST, "/models/%s/versions".formatted(model), request);

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().get("detail").asString()).contains("weights.safetensors");
        assertThat(ask(HttpMethod.GET, "/models/" + model, null).getStatusCode().value())
                .isEqualTo(404);
    }

    @Test
    void aFileThatChangedSinceIsRefusedByName() throws IOException {
        RegisterVersion request = version(null);
        Files.write(artifacts.local(request.artifactUri()).resolve("weights.safetensors"), new byte[] {1, 2, 4});

        var answer = ask(HttpMethod.POST, "/models/%s/versions".formatted(model), request);

        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody().get("detail").asString()).contains("weights.safetensors", "expected 3");
    }

    @Test
    void aFileThatIsNotListedIsRefusedByName() throws IOException {
        RegisterVersion request = version(null);
        Files.writeString(artifacts.local(request.artifactUri()).resolve("extra.bin"), "x");

        var answer = ask(HttpMethod.POST, "/models/%s/versions".formatted(model), request);

        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody().get("detail").asString()).contains("extra.bin");
    }

    @Test
    void whatIsMissingInARequestIsNamedFieldByField() {
        var answer = ask(HttpMethod.POST, "/models/%s/versions".formatted(model), Map.of("dataHash", "xyz"));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().get("errors").findValuesAsString("field"))
                .containsExactly("runId", "artifactUri", "dataHash", "files");
    }

    @Test
    void aUriOutsideTheStoreIsRefused() throws IOException {
        RegisterVersion good = version(null);
        var bad = new RegisterVersion(
                good.runId(), "artifacts:/../secrets", good.files(), Map.of(), FEATURES, null, null, null);

        var answer = ask(HttpMethod.POST, "/models/%s/versions".formatted(model), bad);

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().get("errors").findValuesAsString("field")).containsExactly("artifactUri");
    }

    @Test
    void aModelIsDescribedAndListed() {
        ask(HttpMethod.PUT, "/models/" + model, Map.of("description", "Late flights", "tags", Map.of("team", "ops")));

        var found = ask(HttpMethod.GET, "/models/" + model, null).getBody();

        assertThat(found.get("description").asString()).isEqualTo("Late flights");
        assertThat(found.get("tags").get("team").asString()).isEqualTo("ops");
        assertThat(ask(HttpMethod.GET, "/models", null).getBody().findValuesAsString("name"))
                .contains(model);
    }

    @Test
    void aNameThatBreaksTheRuleIsRefusedWithTheRule() {
        var answer = ask(HttpMethod.PUT, "/models/-flights", Map.of());

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().get("detail").asString()).contains("1 to 100 letters", "'-flights'");
    }
}
