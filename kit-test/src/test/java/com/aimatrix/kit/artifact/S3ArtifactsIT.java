package com.aimatrix.kit.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.kit.artifact.ArtifactStore.Stat;
import com.aimatrix.kit.artifact.PartUploads.Begun;
import com.aimatrix.kit.artifact.PartUploads.Part;
import com.aimatrix.test.SettableClock;
import com.aimatrix.test.TestObjectStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ArtifactsIT extends ArtifactStoreContract {

    private static final Duration VALID = Duration.ofMinutes(1);

    private final Map<String, String> settings = TestObjectStore.shared().settings();
    private final Path copies = Path.of(settings.get("aimatrix.artifacts.s3.copies"));
    private final String bucket = settings.get("aimatrix.artifacts.s3.bucket");
    private final S3Client behind = TestObjectStore.shared().client();

    @Override
    ArtifactStore open(SettableClock clock) {
        return open(settings, clock);
    }

    private static ArtifactStore open(Map<String, String> settings, SettableClock clock) {
        ArtifactSettings bound = new Binder(new MapConfigurationPropertySource(settings))
                .bind("aimatrix.artifacts", ArtifactSettings.class)
                .get();
        return ArtifactStores.open(bound, clock);
    }

    @AfterEach
    void close() {
        behind.close();
    }

    @Override
    void assertNothingUnfinished() {
        assertThat(copies.resolve(".incoming")).isEmptyDirectory();
        assertNoUploads();
    }

    private void assertNoUploads() {
        assertThat(behind.listMultipartUploads(request -> request.bucket(bucket))
                        .uploads())
                .isEmpty();
    }

    @Test
    void filesLieBelowThePrefix() throws IOException {
        put("runs/1/f", "x");
        assertThat(behind.getObjectAsBytes(request -> request.bucket(bucket).key("platform/runs/1/f"))
                        .asUtf8String())
                .isEqualTo("x");
    }

    @Test
    void aCopyIsUsedAgainUntilTheFileChanges() throws IOException {
        put("m/f", "abc");
        Path copy = store.local("artifacts:/m").resolve("f");
        FileTime first = Files.getLastModifiedTime(copy);
        assertThat(Files.getLastModifiedTime(store.local("artifacts:/m").resolve("f")))
                .isEqualTo(first);
        Files.delete(copy);
        assertThat(store.local("artifacts:/m").resolve("f")).hasContent("abc");
    }

    @Test
    void copiesThatNobodyUsesAreRemoved() throws IOException {
        put("m/used", "abc");
        put("m/unused", "abc");
        Path unused = store.local("artifacts:/m/unused");
        Path work = Files.writeString(
                Files.createDirectories(store.local("artifacts:/work")).resolve("half"), "x");
        clock.advance(Duration.ofDays(5));
        Path used = store.local("artifacts:/m/used");
        clock.advance(Duration.ofDays(3));
        store.local("artifacts:/m/used");
        assertThat(used).exists();
        assertThat(unused).doesNotExist();
        assertThat(work).doesNotExist();
        assertThat(store.local("artifacts:/m/unused")).hasContent("abc");
    }

    @Test
    void anotherInstanceGoesOnWithWhatIsPublished() throws IOException {
        Files.writeString(
                Files.createDirectories(store.local("artifacts:/runs/3")).resolve("step"), "1");
        store.publish("artifacts:/runs/3");
        var elsewhere = new java.util.HashMap<>(settings);
        elsewhere.put(
                "aimatrix.artifacts.s3.copies",
                Files.createTempDirectory("other").toString());
        ArtifactStore other = open(elsewhere, clock);
        Path theirs = other.local("artifacts:/runs/3").resolve("step");
        assertThat(theirs).hasContent("1");
        Files.writeString(theirs, "2");
        other.publish("artifacts:/runs/3");
        assertThat(store.local("artifacts:/runs/3").resolve("step")).hasContent("2");
    }

    @Test
    void keysThatAreNoPathsAreNotBroughtHere() throws IOException {
        for (String key : List.of("platform/m/a\\..\\b", "platform/m/", "platform/m/ok")) {
            behind.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("x"));
        }
        Path folder = store.local("artifacts:/m");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(folder.resolve("ok"));
        }
    }

    @Test
    void partsGoStraightToTheStore() throws IOException, InterruptedException {
        PartUploads uploads = store.partUploads().orElseThrow();
        Begun begun = uploads.begin("artifacts:/runs/4/large", 2, VALID);
        var parts = new ArrayList<Part>();
        for (byte[] content : List.of(new byte[5 << 20], new byte[10])) {
            String etag = send(begun.addresses().get(parts.size()), content);
            parts.add(new Part(parts.size() + 1, etag));
        }
        assertThat(store.stat("artifacts:/runs/4/large")).isEmpty();
        uploads.complete("artifacts:/runs/4/large", begun.id(), parts);
        assertThat(store.stat("artifacts:/runs/4/large").map(Stat::size)).contains((5L << 20) + 10);
    }

    /** As a client does that knows nothing but the address. */
    private static String send(URI address, byte[] content) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .PUT(BodyPublishers.ofByteArray(content))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void anUploadInPartsIsGivenUp() throws IOException, InterruptedException {
        PartUploads uploads = store.partUploads().orElseThrow();
        Begun begun = uploads.begin("artifacts:/runs/4/large", 2, VALID);
        send(begun.addresses().get(0), new byte[10]);
        assertThatThrownBy(() -> uploads.complete("artifacts:/runs/4/large", begun.id(), List.of(new Part(1, "none"))))
                .isInstanceOf(IllegalArgumentException.class);
        uploads.abort("artifacts:/runs/4/large", begun.id());
        assertThatThrownBy(() -> uploads.abort("artifacts:/runs/4/large", begun.id()))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> uploads.complete("artifacts:/runs/4/large", begun.id(), List.of(new Part(1, "a"))))
                .isInstanceOf(NoSuchFileException.class);
        assertNoUploads();
    }

    @Test
    void whatIsNotSignedRightIsRefused() {
        var forged = new java.util.HashMap<>(settings);
        forged.put("aimatrix.artifacts.s3.secret-key", "guessed");
        ArtifactStore other = open(forged, clock);
        assertThatThrownBy(() -> other.list("artifacts:/m", null, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be used just now");
    }

    @Test
    void aStoreThatIsAwayIsSaidToBe() throws IOException {
        ArtifactStore other;
        try (TestObjectStore soonGone = TestObjectStore.start()) {
            other = open(soonGone.settings(), clock);
        }
        assertThatThrownBy(() -> other.stat("artifacts:/m"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be used just now");
    }
}
