package com.aimatrix.contracts.feature;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Asks for a training set: one row per row of the spine, with the features as they were known at the row's time.
 *
 * @param name a name for people
 * @param spine where the rows come from
 * @param features references {@code view:feature} or {@code view@version:feature}
 * @param service a feature service, whose features are taken when none are named; null when they are
 * @param format null is CSV
 * @param dataCut only what had arrived by this time is used, so that the same request gives the same rows whatever arrives
 *     later; null is now, and the answer tells what it was
 * @param filterByCreated whether what arrived after a row's own time is left out of that row as well; null is no
 * @param pinned whether columns are named {@code view@version:feature} however they were asked for, each feature once; null is no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSetRequest(
        String name,
        Spine spine,
        List<String> features,
        String service,
        Format format,
        Instant dataCut,
        Boolean filterByCreated,
        Boolean pinned) {

    @JsonCreator
    public TrainingSetRequest(
            @JsonProperty("name") String name,
            @JsonProperty("spine") Spine spine,
            @JsonProperty("features") List<String> features,
            @JsonProperty("service") String service,
            @JsonProperty("format") Format format,
            @JsonProperty("dataCut") Instant dataCut,
            @JsonProperty("filterByCreated") Boolean filterByCreated,
            @JsonProperty("pinned") Boolean pinned) {
        this.name = name;
        this.spine = spine;
        this.features = features;
        this.service = service;
        this.format = format;
        this.dataCut = dataCut;
        this.filterByCreated = filterByCreated;
        this.pinned = pinned;
    }

    /** With columns named as they are asked for. */
    public TrainingSetRequest(
            String name,
            Spine spine,
            List<String> features,
            String service,
            Format format,
            Instant dataCut,
            Boolean filterByCreated) {
        this(name, spine, features, service, format, dataCut, filterByCreated, null);
    }

    /** Features by name, as CSV, on the data of now. */
    public TrainingSetRequest(String name, Spine spine, List<String> features) {
        this(name, spine, features, null, null, null, null, null);
    }

    /** How the rows are written. */
    public enum Format {
        /** Gzip-compressed, with a header; an empty field is null, a quoted empty field the empty text. */
        CSV,
        PARQUET,
        /** The IPC file format, also known as Feather version 2. */
        ARROW;

        /** In any case. */
        @JsonCreator
        public static Format of(String name) {
            for (Format each : values()) {
                if (each.name().equalsIgnoreCase(name)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("expected one of %s, got %s".formatted(List.of(values()), name));
        }
    }

    /**
     * The rows; of {@code source}, {@code upload} and {@code rows} one is given.
     *
     * <p>Of a source, rows are its events, and the join keys of the features are read from the payload by their names. Of an
     * upload, paths are names of columns.
     *
     * @param source name of the event source
     * @param timestamp path of the time asked at (RFC 3339); null takes the event's own time, of an upload the column
     *     {@code event_timestamp}
     * @param id path of the row's id; null takes the event id, of an upload the number of the row
     * @param label path of the label; null is none
     * @param from rows with a time at or after this one
     * @param to rows with a time before this one
     * @param cut rows whose event happened at or before this time, so that a label from the future is never used; null is no
     *     limit
     * @param columns further paths that are carried along, each as a column of that name
     * @param upload id of an uploaded table
     * @param rows given with the request, at most 10,000
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spine(
            String source,
            String timestamp,
            String id,
            String label,
            Instant from,
            Instant to,
            Instant cut,
            List<String> columns,
            String upload,
            List<Row> rows) {

        @JsonCreator
        public Spine(
                @JsonProperty("source") String source,
                @JsonProperty("timestamp") String timestamp,
                @JsonProperty("id") String id,
                @JsonProperty("label") String label,
                @JsonProperty("from") Instant from,
                @JsonProperty("to") Instant to,
                @JsonProperty("cut") Instant cut,
                @JsonProperty("columns") List<String> columns,
                @JsonProperty("upload") String upload,
                @JsonProperty("rows") List<Row> rows) {
            this.source = source;
            this.timestamp = timestamp;
            this.id = id;
            this.label = label;
            this.from = from;
            this.to = to;
            this.cut = cut;
            this.columns = columns;
            this.upload = upload;
            this.rows = rows;
        }

        /** Events of a source. */
        public Spine(String source, String timestamp, String id, String label, Instant from, Instant to, Instant cut) {
            this(source, timestamp, id, label, from, to, cut, null, null, null);
        }
    }

    /**
     * A row that is given with the request.
     *
     * @param id null takes its number
     * @param at the time that features must have been known at
     * @param entity values of the join keys
     * @param label or null
     */
    public record Row(String id, Instant at, Map<String, String> entity, String label) {}
}
