package com.aimatrix.kit.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.test.SettableClock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalArtifactsIT extends ArtifactStoreContract {

    @TempDir
    private Path folder;

    @Override
    ArtifactStore open(SettableClock clock) {
        return ArtifactStores.open(new ArtifactSettings(folder.resolve("root"), null), clock);
    }

    @Override
    void assertNothingUnfinished() {
        assertThat(folder.resolve("root/.incoming")).isEmptyDirectory();
    }

    @Test
    void symbolicLinksAreNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "s");
        put("runs/1/f", "x");
        Path run = store.local("artifacts:/runs/1");
        Files.createSymbolicLink(run.resolve("link"), outside);
        Files.createSymbolicLink(run.resolve("file"), outside.resolve("secret"));
        assertThat(store.list("artifacts:/runs/1", null, 10).entries()).hasSize(1);
        assertThat(store.files("artifacts:/runs/1")).hasSize(1);
        assertThat(store.stat("artifacts:/runs/1/file")).isEmpty();
        assertThat(store.stat("artifacts:/runs/1/link/secret")).isEmpty();
        assertThat(store.list("artifacts:/runs/1/link", null, 10).entries()).isEmpty();
        assertThat(store.delete("artifacts:/runs/1/link/secret")).isFalse();
        assertThatThrownBy(() -> put("runs/1/link/new", "x")).isInstanceOf(IllegalArgumentException.class);
        put("runs/1/file", "mine");
        assertThat(store.delete("artifacts:/runs/1")).isTrue();
        assertThat(outside.resolve("secret")).hasContent("s");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        put("a/b", "x");
        assertThatThrownBy(() -> put("a/b/c", "x")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> put("a/b/c/d", "x")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> put("a", "x")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(store.stat("artifacts:/a/b/c")).isEmpty();
        assertThatThrownBy(() -> store.open("artifacts:/a/b/c", null)).isInstanceOf(NoSuchFileException.class);
        assertThat(store.delete("artifacts:/a/b/c")).isFalse();
    }

    @Test
    void whatADeadInstanceWasWritingIsRemovedAtTheNextStart() throws IOException {
        put("a", "x");
        Path incoming = folder.resolve("root/.incoming");
        Path dead = Files.writeString(incoming.resolve("dead"), "x");
        Files.setLastModifiedTime(dead, FileTime.from(clock.instant().minus(Duration.ofDays(2))));
        Path alive = Files.writeString(incoming.resolve("alive"), "x");
        open(clock);
        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
    }
}
