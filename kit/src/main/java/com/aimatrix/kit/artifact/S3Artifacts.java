package com.aimatrix.kit.artifact;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.kit.artifact.S3Bucket.Found;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of an S3-compatible store. Folders are there while files are below them. */
final class S3Artifacts implements ArtifactStore, AutoCloseable {

    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** As many as a request may name. */
    private static final int DELETED_AT_ONCE = 1000;

    private final S3Bucket bucket;
    private final LocalCopies copies;
    private final long partBytes;
    private final PartUploads partUploads;

    S3Artifacts(S3Bucket bucket, LocalCopies copies, long partBytes, PartUploads partUploads) {
        this.bucket = bucket;
        this.copies = copies;
        this.partBytes = partBytes;
        this.partUploads = partUploads;
    }

    @Override
    public Page list(String uri, @Nullable String mark, int max) throws IOException {
        String path = ArtifactUri.path(uri);
        String folder = bucket.key(path) + "/";
        ListObjectsV2Response found = S3Bucket.call(
                path,
                () -> bucket.client()
                        .listObjectsV2(request -> request.bucket(bucket.name())
                                .prefix(folder)
                                .delimiter("/")
                                .continuationToken(mark)
                                .maxKeys(max)));
        var entries = new ArrayList<Entry>();
        for (CommonPrefix each : found.commonPrefixes()) {
            entries.add(new Entry(
                    each.prefix().substring(folder.length(), each.prefix().length() - 1), true, 0));
        }
        for (S3Object each : found.contents()) {
            if (!each.key().equals(folder)) {
                entries.add(new Entry(each.key().substring(folder.length()), false, each.size()));
            }
        }
        return new Page(ListedEntries.sorted(entries), found.nextContinuationToken());
    }

    @Override
    public Optional<Stat> stat(String uri) throws IOException {
        String path = ArtifactUri.path(uri);
        try {
            HeadObjectResponse found = S3Bucket.call(
                    path,
                    () -> bucket.client()
                            .headObject(request -> request.bucket(bucket.name()).key(bucket.key(path))));
            return Optional.of(new Stat(found.contentLength(), S3Bucket.unquoted(found.eTag()), found.lastModified()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Content open(String uri, @Nullable ByteRange range) throws IOException {
        String path = ArtifactUri.path(uri);
        try {
            ResponseInputStream<GetObjectResponse> answer = S3Bucket.call(
                    path,
                    () -> bucket.client()
                            .getObject(request -> request.bucket(bucket.name())
                                    .key(bucket.key(path))
                                    .range(range == null ? null : range.header())));
            return content(answer);
        } catch (IOException e) {
            if (e.getCause() instanceof S3Exception refused && refused.statusCode() == RANGE_NOT_SATISFIABLE) {
                throw new RangeNotSatisfiable(stat(uri).map(Stat::size).orElse(0L));
            }
            throw e;
        }
    }

    private static Content content(ResponseInputStream<GetObjectResponse> answer) {
        GetObjectResponse of = answer.response();
        long length = of.contentLength();
        long first = 0;
        long size = length;
        if (of.contentRange() != null) {
            // bytes 0-9/100
            String[] figures = of.contentRange().replaceFirst("^bytes ", "").split("[-/]");
            first = Long.parseLong(figures[0]);
            size = Long.parseLong(figures[2]);
        }
        var stat = new Stat(size, S3Bucket.unquoted(of.eTag()), of.lastModified());
        return new Content(stat, first, length, new S3Body(answer, length));
    }

    @Override
    public Written write(String uri, InputStream content, Checksums expected) throws IOException {
        return upload(ArtifactUri.path(uri), content, expected).written();
    }

    private S3Upload.Uploaded upload(String path, InputStream content, Checksums expected) throws IOException {
        return new S3Upload(bucket, path, partBytes, content, expected, copies.unfinished()).run();
    }

    @Override
    public boolean delete(String uri) throws IOException {
        String path = ArtifactUri.path(uri);
        List<ObjectIdentifier> keys = bucket.at(path).stream()
                .map(each ->
                        ObjectIdentifier.builder().key(bucket.key(each.path())).build())
                .toList();
        for (int from = 0; from < keys.size(); from += DELETED_AT_ONCE) {
            List<ObjectIdentifier> some = keys.subList(from, Math.min(keys.size(), from + DELETED_AT_ONCE));
            var answer = S3Bucket.call(
                    path,
                    () -> bucket.client()
                            .deleteObjects(request -> request.bucket(bucket.name())
                                    .delete(these -> these.objects(some).quiet(true))));
            if (!answer.errors().isEmpty()) {
                throw new IOException("the artifact store does not delete %s: %s"
                        .formatted(
                                answer.errors().get(0).key(),
                                answer.errors().get(0).message()));
            }
        }
        return copies.delete(path) || !keys.isEmpty();
    }

    @Override
    public List<ArtifactFile> files(String uri) throws IOException {
        String folder = ArtifactUri.path(uri) + "/";
        var files = new ArrayList<ArtifactFile>();
        for (Found each : bucket.at(ArtifactUri.path(uri))) {
            if (each.path().startsWith(folder)) {
                try (Content content = open(uri(each.path()), null)) {
                    files.add(new ArtifactFile(
                            each.path().substring(folder.length()), content.length(), Sha256.hex(content)));
                }
            }
        }
        files.sort(Comparator.comparing(ArtifactFile::path));
        return files;
    }

    /** Brings what is not here yet, or not of the same version. */
    @Override
    public Path local(String uri) throws IOException {
        String path = ArtifactUri.path(uri);
        copies.removeUnused();
        List<Found> there = bucket.at(path);
        for (Found each : there) {
            if (!copies.isOf(each.path(), each.stat().etag())) {
                bring(each.path());
            }
        }
        Set<String> paths = there.stream().map(Found::path).collect(Collectors.toSet());
        for (String copy : copies.marked(path)) {
            if (!paths.contains(copy)) {
                copies.delete(copy);
            }
        }
        return copies.file(path);
    }

    private void bring(String path) throws IOException {
        try (Content content = open(uri(path), null)) {
            copies.receive(path, content.stat().etag(), content);
        }
    }

    @Override
    public void publish(String uri) throws IOException {
        for (String path : copies.files(ArtifactUri.path(uri))) {
            if (copies.isChanged(path)) {
                String look = copies.look(path);
                try (InputStream content = Files.newInputStream(copies.file(path))) {
                    copies.mark(path, upload(path, content, Checksums.NONE).etag(), look);
                }
            }
        }
    }

    @Override
    public long removeLeftovers(String uri, Instant unchangedSince, Predicate<String> isKnown) throws IOException {
        String folder = ArtifactUri.path(uri) + "/";
        Map<String, Instant> changed = new HashMap<>();
        for (Found each : bucket.at(ArtifactUri.path(uri))) {
            if (each.path().startsWith(folder)) {
                String name = each.path().substring(folder.length()).split("/", 2)[0];
                changed.merge(name, each.stat().modified(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        Set<String> leftovers = new HashSet<>(changed.keySet());
        leftovers.removeIf(name -> !changed.get(name).isBefore(unchangedSince) || isKnown.test(name));
        for (String name : leftovers) {
            delete(uri(folder + name));
        }
        return leftovers.size();
    }

    @Override
    public Optional<PartUploads> partUploads() {
        return Optional.of(partUploads);
    }

    @Override
    public void close() {
        bucket.close();
    }
}
