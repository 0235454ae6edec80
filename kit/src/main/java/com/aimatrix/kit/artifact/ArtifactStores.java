package com.aimatrix.kit.artifact;

import com.aimatrix.kit.artifact.ArtifactSettings.S3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Opens the store that the settings name. */
public final class ArtifactStores {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Without a byte. */
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(1);

    /** Longer than any upload takes. */
    private static final Duration OLD = Duration.ofDays(1);

    private ArtifactStores() {}

    public static ArtifactStore open(ArtifactSettings settings, Clock clock) {
        if (settings.s3() != null) {
            Path copies = settings.s3().copies();
            return s3(
                    settings.s3(), copies == null ? settings.root().resolveSibling("artifact-copies") : copies, clock);
        }
        var store = new LocalArtifacts(settings.root());
        try {
            store.removeUnfinished(clock.instant().minus(OLD));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder %s cannot be used".formatted(settings.root()), e);
        }
        return store;
    }

    private static ArtifactStore s3(S3 settings, Path copies, Clock clock) {
        AwsCredentialsProvider credentials = credentials(settings);
        var bucket = new S3Bucket(client(settings, credentials), settings.bucket(), settings.prefix());
        return new S3Artifacts(
                bucket,
                new LocalCopies(copies, settings.copiesKept(), clock),
                settings.partSize().toBytes(),
                new S3PartUploads(bucket, presigner(settings, credentials)));
    }

    private static AwsCredentialsProvider credentials(S3 settings) {
        return settings.accessKey() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }

    /** Says nothing that only Amazon's own store knows: sums in trailers, signed chunks, 100-continue. */
    private static S3Client client(S3 settings, AwsCredentialsProvider credentials) {
        var client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT))
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .addPlugin(LegacyMd5Plugin.create())
                .forcePathStyle(settings.pathStyle())
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build());
        if (settings.endpoint() != null) {
            client.endpointOverride(settings.endpoint());
        }
        return client.build();
    }

    private static S3Presigner presigner(S3 settings, AwsCredentialsProvider credentials) {
        var presigner = S3Presigner.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .build());
        URI endpoint = seenByClients(settings);
        if (endpoint != null) {
            presigner.endpointOverride(endpoint);
        }
        return presigner.build();
    }

    private static @Nullable URI seenByClients(S3 settings) {
        return settings.clientEndpoint() == null ? settings.endpoint() : settings.clientEndpoint();
    }
}
