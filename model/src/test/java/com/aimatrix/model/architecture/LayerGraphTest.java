package com.aimatrix.model.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.architecture.LayerGraph.Kind;
import com.aimatrix.model.architecture.LayerGraph.Layer;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.folder.ModelFile.Architecture;
import com.aimatrix.model.folder.ModelFile.Calibration;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.mlp.MlpShape;
import com.aimatrix.model.preprocessing.CategoricalInput;
import com.aimatrix.model.preprocessing.NumericInput;
import com.aimatrix.model.preprocessing.Preprocessing;
import com.aimatrix.model.safetensors.Tensor;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

class LayerGraphTest {

    @TempDir
    Path folder;

    /** Two numbers, one of which may be missing, and categories of three values each. */
    private static ModelFile file(int categories, Calibration calibration, double dropout, Integer... hidden) {
        var inputs = new ArrayList<>(
                List.of(new Input("delay", FeatureKind.NUMERIC), new Input("distance", FeatureKind.NUMERIC)));
        var categorical = new ArrayList<CategoricalInput>();
        for (int i = 0; i < categories; i++) {
            String name = "<carrier & \u0001 %d>".formatted(i);
            inputs.add(new Input(name, FeatureKind.CATEGORICAL));
            categorical.add(new CategoricalInput(name, List.of("AA", "CO"), 4));
        }
        var numeric = List.of(new NumericInput("delay", 1, 2, true), new NumericInput("distance", 3, 4, false));
        return new ModelFile(
                2,
                ModelFile.BINARY,
                Architecture.mlp(List.of(hidden), dropout),
                inputs,
                new Preprocessing(10, List.of(), numeric, categorical),
                7,
                "",
                "",
                Map.of(),
                calibration,
                null);
    }

    private LayerGraph graph(ModelFile file) throws IOException {
        var content = new ModelFolder(folder);
        content.write(file, MlpShape.of(file).initialWeights(1), new ReferenceProfile(0, List.of(), null, Map.of()));
        return LayerGraph.read(content);
    }

    private static Layer layer(LayerGraph graph, String id) {
        return graph.layers().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyNumberOfTheWeightsIsCountedOnce() throws IOException {
        LayerGraph graph = graph(file(2, null, 0.1, 16, 8));

        Map<String, Tensor> weights = new ModelFolder(folder).readWeights();
        long numbers = weights.values().stream()
                .mapToLong(each -> each.data().length / each.dtype().bytes())
                .sum();
        // Two embeddings of 3 x 4; 3 numbers and 8 of embeddings into 16, 8 and 1, each with its bias.
        assertThat(graph.parameters()).isEqualTo(numbers).isEqualTo(2 * 12 + 11 * 16 + 16 + 16 * 8 + 8 + 8 + 1);
        assertThat(graph.parameterBytes()).isEqualTo(4 * numbers);
        assertThat(graph.layers().stream().flatMap(each -> each.tensors().stream()))
                .containsExactlyInAnyOrderElementsOf(weights.keySet());
    }

    @Test
    void layersHaveTheirShapesAndCosts() throws IOException {
        LayerGraph graph = graph(file(2, null, 0.1, 16, 8));

        assertThat(layer(graph, "standardize").inputShape()).containsExactly(2);
        assertThat(layer(graph, "standardize").outputShape()).containsExactly(3);
        assertThat(layer(graph, "embeddings.1").parameters()).isEqualTo(12);
        assertThat(layer(graph, "concatenate").outputShape()).containsExactly(11);
        assertThat(layer(graph, "layers.1").inputShape()).containsExactly(16);
        assertThat(layer(graph, "layers.1").macsPerRow()).isEqualTo(128);
        assertThat(graph.macsPerRow()).isEqualTo(11 * 16 + 16 * 8 + 8);
    }

    @Test
    void edgesLeadFromTheInputsToTheProbability() throws IOException {
        LayerGraph graph = graph(file(1, new Calibration(1.1, 0.2), 0.1, 16));

        assertThat(graph.edges())
                .extracting(each -> each.from() + " " + each.to())
                .containsExactly(
                        "numeric standardize",
                        "categorical.0 embeddings.0",
                        "standardize concatenate",
                        "embeddings.0 concatenate",
                        "concatenate layers.0",
                        "layers.0 relu.0",
                        "relu.0 dropout.0",
                        "dropout.0 layers.1",
                        "layers.1 calibration",
                        "calibration sigmoid");
    }

    @Test
    void whatAModelDoesWithoutIsNotInItsGraph() throws IOException {
        LayerGraph graph = graph(file(0, null, 0));

        assertThat(graph.layers())
                .extracting(Layer::kind)
                .containsExactly(Kind.NUMERIC_INPUT, Kind.STANDARDIZE, Kind.LINEAR, Kind.SIGMOID);
        assertThat(graph.parameters()).isEqualTo(4);
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() throws IOException {
        ModelFile file = file(1, null, 0, 16);
        var others = new LinkedHashMap<>(MlpShape.of(file(1, null, 0, 8)).initialWeights(1));

        assertThatThrownBy(() -> new LayerGraphBuilder(file, others)).isInstanceOf(ModelFormatException.class);
    }

    @Test
    void theDrawingIsXmlWhateverInputsAreCalled() throws Exception {
        byte[] svg = LayerDrawing.svg(graph(file(2, null, 0.1, 16)));

        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(texts(document.getElementsByTagName("text")))
                .contains(
                        "mlp: 233 parameters, 192 multiply-accumulates per row",
                        "<carrier & \ufffd 0>",
                        "11 → 16, 192 parameters");
        assertThat(document.getElementsByTagName("line").getLength()).isEqualTo(11);
    }

    @Test
    void manyInputsAreDrawnTogether() throws Exception {
        byte[] svg = LayerDrawing.svg(graph(file(40, null, 0.1, 16)));

        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(texts(document.getElementsByTagName("text"))).contains("36 more like this", "432 parameters");
    }

    private static List<String> texts(NodeList nodes) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
