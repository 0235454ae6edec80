package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.contracts.registry.Signature.Field;
import com.aimatrix.contracts.registry.VersionMetadata;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Semantic versions and what else is said of a version. */
class MetadataIT extends RegistryTestBase {

    @Test
    void theSemanticVersionSaysHowMuchChanged() throws IOException {
        RegisterVersion first = version(null);
        assertThat(label(registry.register(model, first))).isEqualTo("1.0.0");
        assertThat(label(register(null))).as("trained anew").isEqualTo("1.1.0");
        mlflow(POST, "model-versions/create", Map.of("name", model, "source", "models:/%s/2".formatted(model)));
        assertThat(label(registry.get(model, 3))).as("the same files").isEqualTo("1.1.1");
        assertThat(label(registry.register(model, reading("a:new_feature"))))
                .as("one more input")
                .isEqualTo("2.0.0");
        assertThat(label(registry.register(model, labelled("7.0.0")))).isEqualTo("7.0.0");
        assertThat(label(registry.register(model, labelled("5.1.0")))).isEqualTo("5.1.0");
        assertThat(label(register(null))).as("counted from the highest").isEqualTo("7.1.0");
    }

    @Test
    void aSemanticVersionIsGivenOnce() throws IOException {
        register(null);
        register(null);
        String path = "/models/%s/versions/%d";

        var taken = ask(PATCH, path.formatted(model, 2), Map.of("semver", "1.0.0"));
        var again = ask(PATCH, path.formatted(model, 2), Map.of("semver", "1.1.0"));
        var other = ask(PATCH, path.formatted(model, 2), Map.of("semver", "3.0.0"));
        var none = ask(PATCH, path.formatted(model, 2), Map.of("semver", "1.0"));
        var registered = ask(POST, "/models/%s/versions".formatted(model), labelled("3.0.0"));

        assertThat(taken.getStatusCode().value()).isEqualTo(409);
        assertThat(taken.getBody().get("detail").asString()).contains("1.0.0 is the semantic version of version 1");
        assertThat(again.getStatusCode().value()).isEqualTo(200);
        assertThat(other.getBody().at("/metadata/semver").asString()).isEqualTo("3.0.0");
        assertThat(none.getBody().get("errors").findValuesAsString("field")).containsExactly("semver");
        assertThat(registered.getStatusCode().value()).isEqualTo(409);
        assertThat(found("semver = '3.0.0'")).containsExactly("2");
        assertThat(found("semver LIKE '1.%' OR semver LIKE '3.%'")).containsExactly("1", "2");
    }

    @Test
    void metadataIsKeptAndFound() throws IOException {
        RegisterVersion bare = version(null);
        var metadata = new VersionMetadata(
                null,
                "the first",
                Map.of("reviewed", "yes"),
                "binary-classifier",
                "aimatrix",
                new Signature(List.of(new Field("x", "double", true)), List.of(new Field(null, "double", null)), null),
                1_500L);
        ModelVersion made = registry.register(
                model,
                new RegisterVersion(
                        bare.runId(),
                        bare.artifactUri(),
                        bare.files(),
                        bare.metrics(),
                        bare.features(),
                        bare.dataHash(),
                        null,
                        bare.referenceProfile(),
                        metadata));

        assertThat(registry.get(model, 1)).isEqualTo(made);
        assertThat(made.metadata().type()).isEqualTo("binary-classifier");
        assertThat(made.metadata().trainingDurationMs()).isEqualTo(1_500);
        assertThat(made.metadata().signature().outputs().get(0).required()).isTrue();
        assertThat(made.signatureHash()).hasSize(64);
        assertThat(found("type = 'binary-classifier' AND framework = 'aimatrix' AND tags.reviewed = 'yes'"))
                .containsExactly("1");
        assertThat(found("signature_hash = '%s' AND data_hash = '%s'".formatted(made.signatureHash(), made.dataHash())))
                .containsExactly("1");
    }

    @Test
    void aSignatureIsMadeOfTheFeatures() throws IOException {
        Signature signature = register(null).metadata().signature();

        assertThat(signature.inputs()).extracting(Field::name).containsExactlyElementsOf(FEATURES);
        assertThat(signature.inputs()).extracting(Field::type).containsOnly("double");
        assertThat(signature.outputs()).containsExactly(new Field("score", "double", true));
    }

    @Test
    void whatWasMeasuredStaysAndTheRestCanBeChanged() throws IOException {
        register(null);
        createVersion();
        String path = "/models/%s/versions/%d";

        var measured = ask(PATCH, path.formatted(model, 1), Map.of("metrics", Map.of("roc_auc", 0.99)));
        var told = ask(PATCH, path.formatted(model, 1), Map.of("description", "mine", "type", "classifier"));
        var clients = ask(
                PATCH,
                path.formatted(model, 2),
                Map.of("metrics", Map.of("roc_auc", 0.9), "dataHash", "b".repeat(64), "trainingDurationMs", 5));
        var bad = ask(PATCH, path.formatted(model, 2), Map.of("trainingDurationMs", -5));

        assertThat(measured.getStatusCode().value()).isEqualTo(409);
        assertThat(told.getBody().at("/metadata/description").asString()).isEqualTo("mine");
        assertThat(told.getBody().at("/metadata/type").asString()).isEqualTo("classifier");
        assertThat(clients.getBody().at("/metrics/roc_auc").asDouble()).isEqualTo(0.9);
        assertThat(bad.getBody().get("errors").findValuesAsString("field")).containsExactly("trainingDurationMs");
    }

    @Test
    void tagsAndAliasesAreSetOverThePlatformsOwnPaths() throws IOException {
        register(null);
        HttpMethod put = PUT;
        ask(put, "/models/%s/versions/1/tags/reviewed".formatted(model), Map.of("value", "yes"));
        ask(put, "/models/%s/versions/1/tags/gone".formatted(model), Map.of());
        ask(DELETE, "/models/%s/versions/1/tags/gone".formatted(model), null);
        JsonNode set = ask(put, "/models/%s/aliases/champion".formatted(model), Map.of("version", 1))
                .getBody();

        assertThat(set.get("aliases").toString()).isEqualTo("[\"champion\"]");
        assertThat(registry.get(model, 1).metadata().tags()).isEqualTo(Map.of("reviewed", "yes"));
        assertThat(registry.get(model, 1).aliases()).containsExactly("champion");
        assertThat(ask(GET, "/models/" + model, null).getBody().get("aliases").toString())
                .isEqualTo("{\"champion\":1}");
        ask(DELETE, "/models/%s/aliases/champion".formatted(model), null);
        var gone = ask(GET, "/models/%s/aliases/champion".formatted(model), null);
        assertThat(gone.getStatusCode().value()).isEqualTo(404);
        assertThat(gone.getBody().get("code").asString()).isEqualTo("unknown-alias");
        assertThat(ask(put, "/models/%s/aliases/v7".formatted(model), Map.of("version", 1))
                        .getBody()
                        .get("errors")
                        .findValuesAsString("field"))
                .containsExactly("alias");
    }

    private RegisterVersion reading(String more) throws IOException {
        RegisterVersion bare = version(null);
        return new RegisterVersion(
                bare.runId(),
                bare.artifactUri(),
                bare.files(),
                bare.metrics(),
                List.of(FEATURES.get(0), FEATURES.get(1), more),
                bare.dataHash(),
                null,
                bare.referenceProfile());
    }

    private RegisterVersion labelled(String semver) throws IOException {
        RegisterVersion bare = version(null);
        return new RegisterVersion(
                bare.runId(),
                bare.artifactUri(),
                bare.files(),
                bare.metrics(),
                bare.features(),
                bare.dataHash(),
                null,
                bare.referenceProfile(),
                new VersionMetadata(semver, null, null, null, null, null, null));
    }

    private static String label(ModelVersion version) {
        return version.metadata().semver();
    }

    private List<String> found(String filter) {
        return askGet(
                        "/search/versions",
                        Map.of("filter", "model = '%s' AND (%s)".formatted(model, filter), "orderBy", "semver"))
                .getBody()
                .get("items")
                .valueStream()
                .map(each -> each.get("version").asString())
                .toList();
    }
}
