package com.aimatrix.kit.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.kit.artifact.ArtifactStore.Entry;
import com.aimatrix.kit.artifact.ArtifactStore.Page;
import com.aimatrix.kit.artifact.ArtifactStore.Written;
import com.aimatrix.test.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every artifact store does, wherever its files lie. */
abstract class ArtifactStoreContract {

    private static final String ABC_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String ABC_MD5 = "kAFQmDzST7DWlj99KOF/cg==";

    final SettableClock clock = new SettableClock(Instant.now());

    ArtifactStore store;

    /** An empty one. */
    abstract ArtifactStore open(SettableClock clock) throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open(clock);
    }

    Written put(String path, String content) throws IOException {
        return put(path, bytes(content));
    }

    Written put(String path, byte[] content) throws IOException {
        return store.write(store.uri(path), new ByteArrayInputStream(content), Checksums.NONE);
    }

    String read(String path) throws IOException {
        return read(path, null);
    }

    private String read(String path, ByteRange range) throws IOException {
        try (Content content = store.open(store.uri(path), range)) {
            byte[] all = content.readAllBytes();
            assertThat(content.length()).isEqualTo(all.length);
            return new String(all, StandardCharsets.UTF_8);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(put("runs/1/model/a b%20ü.txt", "abc")).isEqualTo(new Written(3, ABC_SHA256));
        assertThat(read("runs/1/model/a b%20ü.txt")).isEqualTo("abc");
        assertThat(store.stat("artifacts:/runs/1/model/a b%20ü.txt")
                        .orElseThrow()
                        .size())
                .isEqualTo(3);
        put("runs/1/empty", "");
        assertThat(read("runs/1/empty")).isEmpty();
    }

    @Test
    void aFileOfSeveralPartsComesBackAsItWas() throws IOException {
        byte[] large = new byte[11 << 20];
        new Random(7).nextBytes(large);
        Written written = put("runs/1/large", large);
        assertThat(written.sha256()).isEqualTo(Sha256.hex(new ByteArrayInputStream(large)));
        try (Content content = store.open("artifacts:/runs/1/large", null)) {
            assertThat(Sha256.hex(content)).isEqualTo(written.sha256());
        }
        try (Content content = store.open("artifacts:/runs/1/large", new ByteRange(6 << 20, (6 << 20) + 2))) {
            assertThat(content.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(large, 6 << 20, (6 << 20) + 3));
        }
    }

    /** Its size is just that of two parts. */
    @Test
    void aFileThatFillsItsPartsIsWhole() throws IOException {
        put("runs/1/full", new byte[10 << 20]);
        assertThat(store.stat("artifacts:/runs/1/full").orElseThrow().size()).isEqualTo(10 << 20);
    }

    @Test
    void rangesAreReadFromEitherEnd() throws IOException {
        put("f", "0123456789");
        assertThat(read("f", new ByteRange(2, 4))).isEqualTo("234");
        assertThat(read("f", ByteRange.from(8))).isEqualTo("89");
        assertThat(read("f", new ByteRange(8, 100))).isEqualTo("89");
        assertThat(read("f", ByteRange.suffix(3))).isEqualTo("789");
        assertThat(read("f", ByteRange.suffix(30))).isEqualTo("0123456789");
        try (Content content = store.open("artifacts:/f", ByteRange.suffix(3))) {
            assertThat(content.first()).isEqualTo(7);
            assertThat(content.stat().size()).isEqualTo(10);
        }
        for (ByteRange outside : List.of(ByteRange.from(10), ByteRange.suffix(0))) {
            assertThatThrownBy(() -> store.open("artifacts:/f", outside))
                    .isInstanceOfSatisfying(
                            RangeNotSatisfiable.class,
                            refused -> assertThat(refused.size()).isEqualTo(10));
        }
    }

    @Test
    void readersOfTheOldFileAreNotDisturbedByTheNew() throws IOException {
        byte[] old = new byte[3 << 20];
        put("f", old);
        String etag = store.stat("artifacts:/f").orElseThrow().etag();
        try (Content content = store.open("artifacts:/f", null)) {
            assertThat(content.stat().etag()).isEqualTo(etag);
            assertThat(content.readNBytes(10)).containsOnly(0);
            put("f", "new");
            assertThat(content.readAllBytes()).hasSize(old.length - 10).containsOnly(0);
        }
        assertThat(read("f")).isEqualTo("new");
        assertThat(store.stat("artifacts:/f").orElseThrow().etag()).isNotEqualTo(etag);
    }

    @Test
    void announcedChecksumsAreVerified() throws IOException {
        store.write("artifacts:/f", new ByteArrayInputStream(bytes("abc")), new Checksums(ABC_SHA256, ABC_MD5));
        for (Checksums wrong : List.of(new Checksums("0".repeat(64), null), new Checksums(null, "AAAA"))) {
            assertThatThrownBy(() -> store.write("artifacts:/f", new ByteArrayInputStream(bytes("abd")), wrong))
                    .isInstanceOf(ChecksumMismatch.class);
            assertThatThrownBy(() -> store.write("artifacts:/g", new ByteArrayInputStream(new byte[6 << 20]), wrong))
                    .isInstanceOf(ChecksumMismatch.class);
        }
        assertThat(read("f")).isEqualTo("abc");
        assertThat(store.stat("artifacts:/g")).isEmpty();
    }

    @Test
    void whatBreaksOffLeavesNothing() throws IOException {
        put("f", "old");
        for (int size : new int[] {100, 6 << 20}) {
            InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[size]), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("gone");
                }
            });
            assertThatThrownBy(() -> store.write("artifacts:/f", broken, Checksums.NONE))
                    .hasMessage("gone");
        }
        assertThat(read("f")).isEqualTo("old");
        assertNothingUnfinished();
    }

    /** Neither where files lie nor where they are written. */
    abstract void assertNothingUnfinished() throws IOException;

    @Test
    void aFolderIsListedOneLevelAndInPages() throws IOException {
        for (String path : List.of("r/b.txt", "r/a/1", "r/a/deep/2", "r/a-b", "r/é", "r/a0", "rest")) {
            put(path, path);
        }
        assertThat(store.list("artifacts:/r", null, 100))
                .isEqualTo(new Page(
                        List.of(
                                new Entry("a-b", false, 5),
                                new Entry("a", true, 0),
                                new Entry("a0", false, 4),
                                new Entry("b.txt", false, 7),
                                new Entry("é", false, 4)),
                        null));
        var names = new ArrayList<String>();
        String mark = null;
        do {
            Page page = store.list("artifacts:/r/", mark, 2);
            assertThat(page.entries()).hasSizeBetween(1, 2);
            page.entries().forEach(each -> names.add(each.name()));
            mark = page.next();
        } while (mark != null);
        assertThat(names).containsExactly("a-b", "a", "a0", "b.txt", "é");
        assertThat(store.list("artifacts:/nothing", null, 100).entries()).isEmpty();
        assertThat(store.list("artifacts:/rest", null, 100).entries()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        put("r/f", "x");
        for (String uri : List.of("artifacts:/r/g", "artifacts:/r")) {
            assertThat(store.stat(uri)).isEmpty();
            assertThatThrownBy(() -> store.open(uri, null)).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> store.open(uri, ByteRange.from(0))).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(store.delete("artifacts:/r/g")).isFalse();
        assertThat(store.files("artifacts:/nothing")).isEmpty();
        assertThat(store.local("artifacts:/nothing")).doesNotExist();
    }

    @Test
    void aFileOrAFolderIsDeleted() throws IOException {
        put("r/1/a", "x");
        put("r/1/b/c", "x");
        put("r/1b", "x");
        assertThat(store.delete("artifacts:/r/1")).isTrue();
        assertThat(store.delete("artifacts:/r/1")).isFalse();
        assertThat(store.files("artifacts:/r")).extracting(ArtifactFile::path).containsExactly("1b");
        assertThat(store.delete("artifacts:/r/1b")).isTrue();
        assertThat(store.stat("artifacts:/r/1b")).isEmpty();
    }

    @Test
    void filesAreListedWithSizeAndHash() throws IOException {
        put("runs/1/model/deep/abc.txt", "abc");
        put("runs/1/model/z", "");
        assertThat(store.files("artifacts:/runs/1/model"))
                .containsExactly(
                        new ArtifactFile("deep/abc.txt", 3, ABC_SHA256), new ArtifactFile("z", 0, Sha256.hex("")));
    }

    @Test
    void aLocalFolderIsAsTheStoreHasIt() throws IOException {
        put("runs/1/model/a.txt", "abc");
        put("runs/1/model/deep/b.txt", "def");
        Path folder = store.local("artifacts:/runs/1/model");
        assertThat(folder.resolve("a.txt")).hasContent("abc");
        assertThat(folder.resolve("deep/b.txt")).hasContent("def");
        put("runs/1/model/a.txt", "changed");
        store.delete("artifacts:/runs/1/model/deep/b.txt");
        assertThat(store.local("artifacts:/runs/1/model").resolve("a.txt")).hasContent("changed");
        assertThat(folder.resolve("deep/b.txt")).doesNotExist();
        assertThat(store.local("artifacts:/runs/1/model/a.txt")).hasContent("changed");
    }

    @Test
    void aLocalFolderIsPublished() throws IOException {
        Path folder = store.local("artifacts:/runs/2");
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/weights"), "abc");
        Files.writeString(folder.resolve("run.json"), "{}");
        store.publish("artifacts:/runs/2");
        assertThat(read("runs/2/model/weights")).isEqualTo("abc");
        Files.writeString(folder.resolve("run.json"), "{\"a\":1}");
        assertThat(store.local("artifacts:/runs/2").resolve("run.json")).hasContent("{\"a\":1}");
        store.publish("artifacts:/runs/2");
        assertThat(read("runs/2/run.json")).isEqualTo("{\"a\":1}");
        store.delete("artifacts:/runs/2");
        assertThat(folder).doesNotExist();
    }

    @Test
    void leftoversAreRemovedOnceTheyAreOld() throws IOException {
        put("uploads/known", "x");
        put("uploads/folder/deep", "x");
        put("uploads/left", "x");
        assertThat(store.removeLeftovers("artifacts:/uploads", Instant.now().minus(Duration.ofHours(1)), name -> false))
                .isZero();
        assertThat(store.removeLeftovers(
                        "artifacts:/uploads", Instant.now().plus(Duration.ofHours(1)), Set.of("known")::contains))
                .isEqualTo(2);
        assertThat(store.files("artifacts:/uploads"))
                .extracting(ArtifactFile::path)
                .containsExactly("known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "artifacts:/../secret",
                "artifacts:/runs/../../secret",
                "artifacts:/runs/../other",
                "artifacts:/runs/./x",
                "artifacts:/runs//x",
                "artifacts://etc/passwd",
                "artifacts:/",
                "artifacts:/.",
                "artifacts:/..",
                "artifacts:/.incoming/x",
                "artifacts:/.marks/x",
                "artifacts:/a\\..\\b",
                "artifacts:/a\u0000b",
                "artifacts:/a\nb",
                "artifacts:/a\ud800",
                "file:/etc",
                "runs/1"
            })
    void aUriNeverLeavesTheStore(String uri) {
        assertThatThrownBy(() -> store.local(uri)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.stat(uri)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.open(uri, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.delete(uri)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.write(uri, InputStream.nullInputStream(), Checksums.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameIsNotLongerThanFileSystemsAllow() throws IOException {
        put("ü".repeat(100), "x");
        assertThat(read("ü".repeat(100))).isEqualTo("x");
        assertThatThrownBy(() -> put("ü".repeat(128), "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> put("abcdefghi/".repeat(91), "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
