package com.aimatrix.kit.artifact;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where artifacts lie.
 *
 * @param root a folder that all services of the platform see; nothing lies in it when {@code s3} is set
 * @param s3 an S3-compatible store, or null
 */
@Validated
@ConfigurationProperties("aimatrix.artifacts")
public record ArtifactSettings(
        @NotNull @DefaultValue("./data/artifacts") Path root,
        @Valid @Nullable S3 s3) {

    /**
     * A bucket of an S3-compatible store.
     *
     * @param bucket its name; must be there
     * @param prefix before all keys, without a slash at the end; for a bucket that is shared with others
     * @param endpoint address of the store; Amazon's own when it is not set
     * @param clientEndpoint the same store's address as clients outside see it, for uploads that go past the services; as
     *     {@code endpoint} when it is not set
     * @param pathStyle whether the bucket is named in the path, and not in the name of the host; most stores but Amazon's need it
     * @param accessKey of who may read and write; without one the usual places are asked: environment, profile, the machine's role
     * @param secretKey to the access key
     * @param copies a folder of this machine for copies of files, and for work that is not in the store yet; {@code artifact-copies}
     *     beside the root when it is not set
     * @param copiesKept how long a copy is kept that nobody uses
     * @param partSize uploads go in parts of this size; 10,000 of them are the largest file
     */
    public record S3(
            @NotBlank String bucket,
            @NotNull @DefaultValue("") String prefix,
            @Nullable URI endpoint,
            @Nullable URI clientEndpoint,
            @NotBlank @DefaultValue("us-east-1") String region,
            boolean pathStyle,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @Nullable Path copies,
            @NotNull @DefaultValue("7d") Duration copiesKept,
            @NotNull @DefaultValue("16MB") DataSize partSize) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "S3[%s at %s]".formatted(bucket, endpoint);
        }
    }
}
