package com.aimatrix.feature.definition;

import com.aimatrix.transform.RowFunction;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A named group of features of the same entities.
 *
 * @param entities whose join keys, taken together, identify a row; none for features of the time alone
 * @param source the event source that features are computed from; null: values are written
 * @param keyPaths payload path of a join key by its name, where that is not the key's name itself
 * @param ttl how long a row holds ({@code 30d}); null is for ever
 * @param timeZone IANA name, for features of the time; null is UTC
 * @param updateFrequency how often rows are expected; for people and alerts
 * @param retention how far back reads and training sets may ask; older rows and tiles that nothing in that reach needs are
 *     dropped; null keeps everything
 * @param pushSource the name that Feast clients push under; null is the view's name
 */
public record FeatureView(
        String name,
        String description,
        String owner,
        Map<String, String> tags,

        @JsonAlias("entity") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> entities,

        String source,
        @JsonProperty("keyPaths") @JsonAlias("key_paths") Map<String, String> keyPaths,
        String ttl,
        @JsonProperty("timeZone") @JsonAlias("time_zone") String timeZone,

        @JsonProperty("updateFrequency") @JsonAlias("update_frequency")
        String updateFrequency,

        String retention,

        @JsonProperty("pushSource") @JsonAlias("push_source")
        String pushSource,

        List<Feature> features) {

    /** Names of the features in their order. */
    @JsonIgnore
    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    /** Features whose values lie in rows, in their order: that of the stored array. */
    @JsonIgnore
    public List<Feature> storedFeatures() {
        return features.stream().filter(Feature::isStored).toList();
    }

    /** Whether a row is kept for each event or write: there are stored features, or features of the event's time. */
    @JsonIgnore
    public boolean hasRows() {
        return features.stream().anyMatch(Feature::isStored)
                || source != null && features.stream().anyMatch(Feature::isTime);
    }

    @JsonIgnore
    public List<String> entityNames() {
        return entities == null ? List.of() : entities;
    }

    /** The same with other features. */
    FeatureView withFeatures(List<Feature> others) {
        return new FeatureView(
                name,
                description,
                owner,
                tags,
                entityNames(),
                source,
                keyPaths,
                ttl,
                timeZone,
                updateFrequency,
                retention,
                pushSource,
                others);
    }

    /**
     * Whether this one means what another does and at most adds to it what needs neither earlier events nor a fit. The table of a
     * vector is made with its version.
     */
    boolean isSameMeaning(FeatureView known) {
        FeatureView before = known.meaning();
        FeatureView after = meaning();
        int kept = before.features.size();
        return after.features.size() >= kept
                && before.equals(after.withFeatures(after.features.subList(0, kept)))
                && after.features.subList(kept, after.features.size()).stream()
                        .allMatch(each -> each.transformation() == null && each.type() != ValueType.VECTOR
                                || each.isRequested()
                                || each.isTime() && known.hasRows() == hasRows()
                                || each.isDerived() && !((RowFunction) each.transformation()).needsFit());
    }

    /** The same with what may change without a new version left out: words for people. */
    private FeatureView meaning() {
        List<Feature> meant = features.stream()
                .map(each -> new Feature(
                        each.name(),
                        each.type(),
                        null,
                        null,
                        each.transformation(),
                        each.inputs(),
                        null,
                        each.rules(),
                        each.vector()))
                .toList();
        Map<String, String> paths = keyPaths == null || keyPaths.isEmpty() ? null : keyPaths;
        return new FeatureView(
                name, null, null, null, entityNames(), source, paths, ttl, timeZone, null, null, null, meant);
    }
}
