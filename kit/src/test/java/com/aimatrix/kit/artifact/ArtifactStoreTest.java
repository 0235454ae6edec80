package com.aimatrix.kit.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.contracts.registry.ArtifactFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactStoreTest {

    @TempDir
    private Path root;

    @Test
    void listsFilesWithSizeAndHash() throws IOException {
        var store = new ArtifactStore(root);
        Path folder = store.path(store.uri("runs/1/model"));
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/abc.txt"), "abc");
        assertThat(store.files("artifacts:/runs/1/model"))
                .containsExactly(new ArtifactFile(
                        "deep/abc.txt", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(store.files("artifacts:/runs/2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "artifacts:/../secret",
                "artifacts:/runs/../../secret",
                "artifacts:/",
                "artifacts:/.",
                "file:/etc"
            })
    void aUriNeverLeavesTheStore(String uri) {
        var store = new ArtifactStore(root);
        assertThatThrownBy(() -> store.path(uri)).isInstanceOf(IllegalArgumentException.class);
    }
}
