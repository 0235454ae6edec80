package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.Page;

/** MLflow's own client for Java, unmodified. */
class MlflowClientIT extends RegistryTestBase {

    private MlflowClient client;

    @BeforeEach
    void connectClient() {
        client = new MlflowClient("http://127.0.0.1:" + port);
    }

    @Test
    void itReadsModelsAndVersions() {
        createModel();
        createVersion();
        client.sendPost("registered-models/alias", """
                {"name": "%s", "alias": "champion", "version": "1"}
                """.formatted(model));
        client.sendPatch("model-versions/update", """
                {"name": "%s", "version": "1", "description": "the first"}
                """.formatted(model));

        RegisteredModel found = client.getRegisteredModel(model);
        ModelVersion version = client.getModelVersion(model, "1");

        assertThat(found.getName()).isEqualTo(model);
        assertThat(found.getLatestVersionsList()).containsExactly(version);
        assertThat(found.getAliases(0).getVersion()).isEqualTo("1");
        assertThat(version.getDescription()).isEqualTo("the first");
        assertThat(version.getCreationTimestamp()).isPositive();
        assertThat(version.getAliasesList()).containsExactly("champion");
        assertThat(client.getModelVersionDownloadUri(model, "1")).isEqualTo("s3://bucket/model");
    }

    @Test
    void itFindsTheNewestVersionOfEachStage() {
        createModel();
        createVersion();
        createVersion();
        client.sendPost("model-versions/transition-stage", """
                {"name": "%s", "version": "1", "stage": "Production", "archive_existing_versions": true}
                """.formatted(model));

        assertThat(client.getLatestVersions(model))
                .extracting(ModelVersion::getCurrentStage)
                .containsExactlyInAnyOrder("None", "Production");
        assertThat(client.getLatestVersions(model, List.of("Production")))
                .extracting(ModelVersion::getVersion)
                .containsExactly("1");
    }

    @Test
    void itTurnsPages() {
        createModel();
        for (int i = 0; i < 5; i++) {
            createVersion();
        }
        var numbers = new ArrayList<String>();

        Page<ModelVersion> page =
                client.searchModelVersions("name = '%s'".formatted(model), 2, List.of("version_number ASC"));
        while (page.getPageSize() > 0) {
            page.getItems().forEach(each -> numbers.add(each.getVersion()));
            page = page.getNextPage();
        }

        assertThat(numbers).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void itTellsErrorsAsItsUsersKnowThem() {
        assertThatThrownBy(() -> client.getRegisteredModel(model))
                .isInstanceOfSatisfying(MlflowHttpException.class, failure -> {
                    assertThat(failure.getStatusCode()).isEqualTo(404);
                    assertThat(failure.getBodyMessage()).contains("RESOURCE_DOES_NOT_EXIST", model);
                });
    }
}
