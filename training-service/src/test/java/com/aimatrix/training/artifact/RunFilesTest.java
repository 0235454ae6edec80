package com.aimatrix.training.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilesTest {

    private static final String RUN = "0123456789abcdef0123456789abcdef";

    @Test
    void filesOfRunsLieWhereTheirUriSays() {
        assertThat(RunFiles.folder("mlflow-artifacts:/7/%s/artifacts".formatted(RUN)))
                .hasValue("artifacts:/tracking/7/%s/artifacts".formatted(RUN));
        assertThat(RunFiles.folder("artifacts:/runs/%s".formatted(RUN))).hasValue("artifacts:/runs/%s".formatted(RUN));
        assertThat(RunFiles.ownFolder("mlflow-artifacts:/7/%s/artifacts".formatted(RUN), RUN))
                .hasValue("artifacts:/tracking/7/%s".formatted(RUN));
        assertThat(RunFiles.ownFolder("artifacts:/runs/%s".formatted(RUN), RUN))
                .hasValue("artifacts:/runs/%s".formatted(RUN));
    }

    @Test
    void aFolderThatIsNotOnlyTheRunsIsNotItsOwn() {
        assertThat(RunFiles.ownFolder("mlflow-artifacts:/7/artifacts", RUN)).isEmpty();
        assertThat(RunFiles.ownFolder("mlflow-artifacts:/7", RUN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/7/artifacts",
                "file:/etc",
                "mlflow-artifacts:/runs/0123456789abcdef0123456789abcdef/model/x/artifacts"
            })
    void filesElsewhereAndAmongThoseOfTrainedRunsAreNotReached(String uri) {
        assertThat(RunFiles.folder(uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/", "/a", "a//b", "..", "a/../b", "a\\b", "%2e%2e/a", "a\u0000b", "C:/a"})
    void pathsThatMayNameSomethingElseAreNotPlain(String path) {
        assertThat(RunFiles.isPlain(path)).isFalse();
        assertThat(RunFiles.isPlain("deep/er/gr\u00f6\u00dfe \u6771.bin")).isTrue();
    }
}
