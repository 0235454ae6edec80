package com.aimatrix.training.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.mlflow.MlflowProblem;
import org.junit.jupiter.api.Test;

class ArtifactPathTest {

    private static final String RUN = "0123456789abcdef".repeat(2);

    @Test
    void filesLieBelowTheFolderOfTheProxy() {
        assertThat(ArtifactPath.ofEncoded("3/a%20b").uri()).isEqualTo("artifacts:/tracking/3/a b");
        assertThat(ArtifactPath.within("mlflow-artifacts:/3/%s/artifacts".formatted(RUN), "")
                        .uri())
                .isEqualTo("artifacts:/tracking/3/%s/artifacts".formatted(RUN));
        assertThat(ArtifactPath.within("mlflow-artifacts://host:8080/3/x", "a/b")
                        .uri())
                .isEqualTo("artifacts:/tracking/3/x/a/b");
    }

    @Test
    void whatIsTrainedHereCanBeReadAndNotChanged() {
        assertThat(ArtifactPath.of("runs/%s/model".formatted(RUN)).uri())
                .isEqualTo("artifacts:/runs/%s/model".formatted(RUN));
        assertThat(ArtifactPath.of("runs/x").uri()).isEqualTo("artifacts:/tracking/runs/x");
        ArtifactPath model = ArtifactPath.within("artifacts:/runs/" + RUN, "model/model.json");
        assertThat(model.uri()).isEqualTo("artifacts:/runs/%s/model/model.json".formatted(RUN));
        assertThat(model.name()).isEqualTo("model.json");
        assertThatThrownBy(model::requireChangeable).isInstanceOf(MlflowProblem.class);
    }

    @Test
    void whatLiesElsewhereIsNotReached() {
        for (String uri :
                new String[] {"s3://bucket/x", "file:/etc", "/etc", "artifacts:/uploads/x", "mlflow-artifacts:"}) {
            assertThatThrownBy(() -> ArtifactPath.within(uri, "f")).as(uri).isInstanceOf(MlflowProblem.class);
        }
        for (String path : new String[] {"..", "../x", "a/../../x", "%2e%2e", "/x"}) {
            assertThatThrownBy(() -> ArtifactPath.within("artifacts:/runs/" + RUN, path))
                    .as(path)
                    .isInstanceOf(MlflowProblem.class);
        }
    }

    @Test
    void namesThatLookLikeNoneOfThoseAreKept() {
        for (String path : new String[] {"a..b", "..a", "a..", "100%", "%zz", "a%20b", "ü", "a:b/c", "f;v=1"}) {
            if (!path.startsWith("a:")) {
                assertThat(ArtifactPath.of(path)).hasToString(path);
            }
            assertThat(ArtifactPath.of("3/" + path)).hasToString("3/" + path);
        }
    }
}
