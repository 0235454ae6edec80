package com.aimatrix.feature.lineage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What lies upstream or downstream of a node.
 *
 * @param node the one that was asked for, with the version that a view's name meant
 * @param nodes it, and every node that an edge names
 * @param edges oldest first, those that have ended as well
 * @param isCut whether there were more edges than are told at once
 */
record LineageGraph(
        String node,
        List<Item> nodes,
        List<Edge> edges,
        @JsonProperty("cut") boolean isCut) {

    /** @param node {@code kind:name}, as edges name it */
    record Item(String node, String kind, String name) {}

    static LineageGraph of(Node start, List<Edge> edges, int most) {
        List<Edge> told = edges.subList(0, Math.min(most, edges.size()));
        var names = new LinkedHashSet<String>();
        names.add(start.toString());
        told.forEach(edge -> {
            names.add(edge.upstream());
            names.add(edge.downstream());
        });
        List<Item> nodes = names.stream().map(LineageGraph::item).toList();
        return new LineageGraph(start.toString(), nodes, told, edges.size() > told.size());
    }

    private static Item item(String name) {
        Node node = Node.parse(name);
        return new Item(name, node.kind().word(), node.name());
    }
}
