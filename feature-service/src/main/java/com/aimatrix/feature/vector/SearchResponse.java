package com.aimatrix.feature.vector;

import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.definition.VectorIndex.Metric;
import com.aimatrix.feature.online.JsonOut;
import com.aimatrix.feature.online.OnlineAnswer;
import com.aimatrix.feature.vector.Neighbours.Neighbour;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answer to a search, as its reader sees it; it is written without being built, as values are stored as JSON.
 *
 * @param feature that was searched, with its version
 * @param metric of the distances
 * @param features the further features, as they were asked for
 * @param neighbours nearest first
 */
record SearchResponse(String feature, Metric metric, List<String> features, List<Row> neighbours) {

    /**
     * @param entity values of the join keys by name
     * @param distance by the metric; null when rows were asked for by keywords alone
     * @param eventTime since when the entity has the vector
     * @param values of the further features, in their order, each with a status and the time since when it holds
     */
    record Row(
            Map<String, Object> entity,
            Double distance,
            Instant eventTime,
            List<Object> values,
            List<Status> statuses,
            List<Instant> eventTimes) {}

    static byte[] write(Neighbours found) {
        List<Reference> features = found.features().columns();
        var out = new JsonOut(256 + found.neighbours().size() * (128 + 64 * features.size()));
        out.raw("{\"feature\":").string(found.feature().pinned());
        out.raw(",\"metric\":").string(found.metric().name());
        out.raw(",\"features\":[");
        for (int i = 0; i < features.size(); i++) {
            comma(out, i).string(features.get(i).text());
        }
        out.raw("],\"neighbours\":[");
        for (int i = 0; i < found.neighbours().size(); i++) {
            Neighbour each = found.neighbours().get(i);
            comma(out, i).raw("{\"entity\":{");
            int position = 0;
            for (JoinKey key : found.feature().view().joinKeys()) {
                String value = each.entity().get(key.name());
                comma(out, position++).string(key.name()).raw(':').value(key.json(value));
            }
            out.raw("},\"distance\":").value(each.distance());
            out.raw(",\"eventTime\":").time(each.eventTimeMs()).raw(',');
            OnlineAnswer.writeCells(out, found.features().cells()[i]).raw('}');
        }
        return out.raw("]}").toBytes();
    }

    private static JsonOut comma(JsonOut out, int position) {
        return position == 0 ? out : out.raw(',');
    }
}
