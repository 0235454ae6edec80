package com.aimatrix.contracts.feature;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A training set and how far it is.
 *
 * <p>The content has the columns {@code id}, {@code at} (RFC 3339), {@code label}, then those carried along, then one per feature
 * named as it was asked for, or pinned to its version; rows are ordered by time and id, so the same request on the same data has
 * the same hash.
 *
 * @param rows number of rows, null until ready
 * @param columns features only
 * @param sha256 hex hash of the content as uncompressed CSV, whatever the format; null until ready
 * @param reason why it failed, else null
 * @param seconds how long the making took
 * @param dataCut what had arrived by this time was used
 * @param versions of the views that its features belong to, by view
 * @param progress null before the work has begun
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSet(
        String id,
        Status status,
        TrainingSetRequest request,
        Long rows,
        List<Column> columns,
        String sha256,
        String reason,
        Double seconds,
        Instant createdAt,
        Instant dataCut,
        Map<String, Integer> versions,
        Progress progress) {

    @JsonCreator
    public TrainingSet(
            @JsonProperty("id") String id,
            @JsonProperty("status") Status status,
            @JsonProperty("request") TrainingSetRequest request,
            @JsonProperty("rows") Long rows,
            @JsonProperty("columns") List<Column> columns,
            @JsonProperty("sha256") String sha256,
            @JsonProperty("reason") String reason,
            @JsonProperty("seconds") Double seconds,
            @JsonProperty("createdAt") Instant createdAt,
            @JsonProperty("dataCut") Instant dataCut,
            @JsonProperty("versions") Map<String, Integer> versions,
            @JsonProperty("progress") Progress progress) {
        this.id = id;
        this.status = status;
        this.request = request;
        this.rows = rows;
        this.columns = columns;
        this.sha256 = sha256;
        this.reason = reason;
        this.seconds = seconds;
        this.createdAt = createdAt;
        this.dataCut = dataCut;
        this.versions = versions;
        this.progress = progress;
    }

    /** One without what tells how it was made. */
    public TrainingSet(
            String id,
            Status status,
            TrainingSetRequest request,
            Long rows,
            List<Column> columns,
            String sha256,
            String reason,
            Double seconds,
            Instant createdAt) {
        this(id, status, request, rows, columns, sha256, reason, seconds, createdAt, null, null, null);
    }

    /** Life of a training set. */
    public enum Status {
        RUNNING,
        READY,
        FAILED,
        CANCELLED
    }

    /**
     * A feature.
     *
     * @param kind {@code numeric}, {@code categorical}, or {@code other} for lists, maps and vectors
     * @param nullShare from 0 to 1, null when there are no rows
     * @param type of its values, such as DOUBLE or STRING
     * @param feature {@code view@version:feature}: what the column means whatever becomes current later
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(String name, String kind, Double nullShare, String type, String feature) {

        @JsonCreator
        public Column(
                @JsonProperty("name") String name,
                @JsonProperty("kind") String kind,
                @JsonProperty("nullShare") Double nullShare,
                @JsonProperty("type") String type,
                @JsonProperty("feature") String feature) {
            this.name = name;
            this.kind = kind;
            this.nullShare = nullShare;
            this.type = type;
            this.feature = feature;
        }

        /** One that only tells how a model takes it. */
        public Column(String name, String kind, Double nullShare) {
            this(name, kind, nullShare, null, null);
        }
    }

    /**
     * How far the making is.
     *
     * @param stage WAITING (for a view that is being prepared), SPINE, FEATURES, WRITING or DONE
     * @param rowsDone rows with all features
     * @param rowsTotal null until the spine is read
     */
    public record Progress(String stage, long rowsDone, Long rowsTotal) {}
}
