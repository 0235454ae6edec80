package com.aimatrix.feature.lineage;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.lineage.LineageStore.Direction;
import com.aimatrix.kit.problem.ApiProblem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lineage over HTTP. */
@RestController
@RequestMapping("/api/v1/features/lineage")
class LineageApi {

    private static final int MOST_STEPS = 50;
    private static final int MOST_EDGES = 10_000;

    private final LineageStore store;
    private final Catalogs catalogs;

    LineageApi(LineageStore store, Catalogs catalogs) {
        this.store = store;
        this.catalogs = catalogs;
    }

    /**
     * @param node {@code kind:name}; a view or feature without a version means the current one
     * @param direction {@code upstream}, what it is made of, or {@code downstream}, what is made of it
     * @param steps how far to go, 1 to 50
     */
    @GetMapping
    LineageGraph walk(
            @RequestParam(name = "node", defaultValue = "") String node,
            @RequestParam(name = "direction", defaultValue = "") String direction,
            @RequestParam(name = "steps", defaultValue = "50") int steps) {
        Node start = known(parse(node));
        Direction way = direction(direction);
        if (steps < 1 || steps > MOST_STEPS) {
            throw ApiProblem.badField("steps", "expected 1 to %d, got %d".formatted(MOST_STEPS, steps));
        }
        return LineageGraph.of(start, store.walk(start, way, steps, MOST_EDGES + 1), MOST_EDGES);
    }

    private static Node parse(String text) {
        if (text.indexOf('\0') >= 0) {
            throw ApiProblem.badField("node", "expected text without NUL");
        }
        try {
            return Node.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badField("node", e.getMessage());
        }
    }

    private static Direction direction(String text) {
        for (Direction each : Direction.values()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        throw ApiProblem.badField("direction", "expected upstream or downstream, got " + text);
    }

    /** What is registered, or was told of at any time. */
    private Node known(Node asked) {
        Catalog catalog = catalogs.current();
        Node node = versioned(asked, catalog);
        boolean registered =
                node.kind() == Node.Kind.SOURCE && catalog.sources().containsKey(node.name());
        if (!registered && !store.isKnown(node)) {
            throw ApiProblem.notFound("node-not-found", "nothing is known of " + node);
        }
        return node;
    }

    private static Node versioned(Node node, Catalog catalog) {
        return node.viewName()
                .flatMap(view -> catalog.view(view)
                        .map(known -> new Node(
                                node.kind(), known.versionedName() + node.name().substring(view.length()))))
                .orElse(node);
    }
}
