package com.aimatrix.feature.row;

/**
 * A row that holds from a time on.
 *
 * @param arrivalMs when it became known; of several rows of one time the newest arrival holds
 * @param values JSON array in the order of the view's stored features
 */
public record FeatureRow(int viewId, String entity, long eventTimeMs, long arrivalMs, String values)
        implements Comparable<FeatureRow> {

    /** In this order rows are locked, by every writer. */
    @Override
    public int compareTo(FeatureRow other) {
        int order = Integer.compare(viewId, other.viewId);
        order = order != 0 ? order : entity.compareTo(other.entity);
        order = order != 0 ? order : Long.compare(eventTimeMs, other.eventTimeMs);
        return order != 0 ? order : Long.compare(arrivalMs, other.arrivalMs);
    }
}
