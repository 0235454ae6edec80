package com.aimatrix.model.architecture;

import com.aimatrix.model.architecture.LayerGraph.Edge;
import com.aimatrix.model.architecture.LayerGraph.Kind;
import com.aimatrix.model.architecture.LayerGraph.Layer;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws a {@link LayerGraph} from top to bottom as SVG. */
public final class LayerDrawing {

    private static final int BOX_WIDTH = 196;
    private static final int BOX_HEIGHT = 46;
    private static final int GAP_X = 18;
    private static final int GAP_Y = 30;
    private static final int MARGIN = 20;
    private static final int HEADER = 34;

    /** Boxes side by side; the layers of more inputs are told in one box. */
    private static final int MOST_ABREAST = 6;

    private static final int LONGEST_NAME = 27;

    private final LayerGraph graph;

    private LayerDrawing(LayerGraph graph) {
        this.graph = graph;
    }

    /** The bytes of an SVG document in UTF-8. */
    public static byte[] svg(LayerGraph graph) {
        var text = new StringWriter();
        new LayerDrawing(graph).draw(SvgWriter.to(text));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A box.
     *
     * @param facts a line below the title
     */
    private record Box(String title, String facts, String colour, int x, int y) {

        int middle() {
            return x + BOX_WIDTH / 2;
        }
    }

    private void draw(SvgWriter svg) {
        Map<Integer, List<Layer>> ranks = ranks();
        int abreast = ranks.values().stream()
                .mapToInt(each -> Math.min(MOST_ABREAST, each.size()))
                .max()
                .orElse(1);
        int width = 2 * MARGIN + Math.max(2, abreast) * (BOX_WIDTH + GAP_X) - GAP_X;
        int height = MARGIN + HEADER + ranks.size() * (BOX_HEIGHT + GAP_Y);
        svg.begin(width, height);
        svg.text(
                width / 2,
                MARGIN + 10,
                true,
                "%s: %s parameters, %s multiply-accumulates per row"
                        .formatted(graph.type(), count(graph.parameters()), count(graph.macsPerRow())));
        Map<String, Box> boxes = new HashMap<>();
        ranks.forEach((rank, layers) -> place(layers, rank, width, boxes));
        graph.edges().stream()
                .map(each -> List.of(boxes.get(each.from()), boxes.get(each.to())))
                .distinct()
                .forEach(each -> svg.arrow(
                        each.get(0).middle(),
                        each.get(0).y() + BOX_HEIGHT,
                        each.get(1).middle(),
                        each.get(1).y()));
        boxes.values().stream().distinct().forEach(each -> {
            svg.box(each.x(), each.y(), BOX_WIDTH, BOX_HEIGHT, each.colour());
            svg.text(each.middle(), each.y() + 19, true, each.title());
            svg.text(each.middle(), each.y() + 36, false, each.facts());
        });
        svg.end();
    }

    /** Layers by the length of the longest way to them. */
    private Map<Integer, List<Layer>> ranks() {
        Map<String, Integer> rank = new HashMap<>();
        Map<Integer, List<Layer>> ranks = new TreeMap<>();
        // A layer comes behind those that it takes from.
        for (Layer layer : graph.layers()) {
            int longest = graph.edges().stream()
                    .filter(each -> each.to().equals(layer.id()))
                    .map(Edge::from)
                    .mapToInt(from -> rank.get(from) + 1)
                    .max()
                    .orElse(0);
            rank.put(layer.id(), longest);
            ranks.computeIfAbsent(longest, each -> new ArrayList<>()).add(layer);
        }
        return ranks;
    }

    private static void place(List<Layer> layers, int rank, int width, Map<String, Box> boxes) {
        int shown = Math.min(layers.size(), MOST_ABREAST);
        int x = (width - shown * (BOX_WIDTH + GAP_X) + GAP_X) / 2;
        int y = MARGIN + HEADER + rank * (BOX_HEIGHT + GAP_Y);
        for (int i = 0; i < shown; i++) {
            int at = x + i * (BOX_WIDTH + GAP_X);
            List<Layer> together = i == shown - 1 ? layers.subList(i, layers.size()) : layers.subList(i, i + 1);
            Layer first = together.get(0);
            String title = together.size() == 1 ? first.name() : "%d more like this".formatted(together.size());
            Box box = new Box(shortened(title), facts(together), colour(first.kind()), at, y);
            together.forEach(each -> boxes.put(each.id(), box));
        }
    }

    private static String facts(List<Layer> layers) {
        Layer first = layers.get(0);
        if (layers.size() > 1) {
            long parameters = layers.stream().mapToLong(Layer::parameters).sum();
            return parameters == 0 ? shape(first.outputShape()) : count(parameters) + " parameters";
        }
        String shapes = first.inputShape() == null || first.inputShape().equals(first.outputShape())
                ? shape(first.outputShape())
                : "%s → %s".formatted(shape(first.inputShape()), shape(first.outputShape()));
        return first.parameters() == 0 ? shapes : "%s, %s parameters".formatted(shapes, count(first.parameters()));
    }

    private static String shape(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    private static String colour(Kind kind) {
        return switch (kind) {
            case NUMERIC_INPUT, CATEGORICAL_INPUT -> "#e8f1fa";
            case EMBEDDING, LINEAR -> "#fdebd3";
            case DROPOUT -> "#f3f3f3";
            default -> "#ffffff";
        };
    }
}
