package com.aimatrix.feature.definition;

import com.aimatrix.feature.validation.RowRules;
import com.aimatrix.transform.Durations;
import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.EventPath;
import com.aimatrix.transform.Input;
import com.aimatrix.transform.RequestValue;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.TimePart;
import com.aimatrix.transform.function.TextEncoder;
import com.aimatrix.transform.function.Transformer;
import com.aimatrix.transform.function.Transformers;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a stored definition ready for work. */
final class ViewCompiler {

    private final FeatureView view;
    private final Map<String, Series> series;
    private final Map<String, FittedFeature> fitted;
    private final Map<String, RegisteredView> others;
    private final Map<String, TextEncoder> encoders;
    private final List<Feature> stored;

    /**
     * @param series by feature name
     * @param others every version that this one may depend on, by {@code name@version}
     * @param encoders by name
     */
    ViewCompiler(
            FeatureView view,
            Map<String, Series> series,
            Map<String, FittedFeature> fitted,
            Map<String, RegisteredView> others,
            Map<String, TextEncoder> encoders) {
        this.view = view;
        this.series = series;
        this.fitted = fitted;
        this.others = others;
        this.encoders = encoders;
        this.stored = view.storedFeatures();
    }

    List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (Feature feature : view.features()) {
            columns.add(column(feature));
        }
        return List.copyOf(columns);
    }

    RowRules.Compiled rules() {
        return new RowRules.Compiled(stored);
    }

    private Column column(Feature feature) {
        int position = stored.indexOf(feature);
        if (feature.transformation() == null) {
            return new Column.Written(feature, position);
        }
        if (feature.transformation() instanceof EventPath path) {
            return new Column.OfEvent(feature, position, JsonPath.pointer(path.path()), path.defaultValue());
        }
        if (feature.transformation() instanceof RequestValue request) {
            return new Column.Requested(feature, request.defaultValue());
        }
        if (feature.isWindow()) {
            long windowMs = Durations.parse(feature.window().window()).toMillis();
            return new Column.Windowed(
                    feature, series.get(feature.name()), feature.window().aggregate(), windowMs);
        }
        if (feature.transformation() instanceof TimePart part) {
            return new Column.Timed(
                    feature, part, view.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(view.timeZone()));
        }
        List<Column.Input> inputs = feature.inputs().stream().map(this::input).toList();
        Transformer function = function(feature, inputs);
        if (feature.isEmbedded()) {
            List<Integer> positions = feature.inputs().stream()
                    .map(name -> view.storedFeatures().stream()
                            .map(Feature::name)
                            .toList()
                            .indexOf(name))
                    .toList();
            return new Column.Embedded(feature, position, function, positions);
        }
        return new Column.Derived(feature, function, inputs);
    }

    private Column.Input input(String dependency) {
        int colon = dependency.lastIndexOf(':');
        if (colon < 0) {
            return new Column.Input(null, view.featureNames().indexOf(dependency));
        }
        RegisteredView other = others.get(dependency.substring(0, colon));
        return new Column.Input(other, other.indexOf(dependency.substring(colon + 1)));
    }

    /** Null while the parameters are not fitted. */
    private Transformer function(Feature feature, List<Column.Input> inputs) {
        var function = (RowFunction) feature.transformation();
        FittedFeature parameters = fitted.get(feature.name());
        if (function.needsFit() && parameters == null) {
            return null;
        }
        TextEncoder encoder = function instanceof Embedding embedding && embedding.method() == Embedding.Method.ENCODER
                ? encoders.get(embedding.encoder())
                : null;
        List<Input> described = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            described.add(new Input(
                    nameOf(feature.inputs().get(i)), typeOf(inputs.get(i)).kind()));
        }
        return Transformers.of(function, described, parameters == null ? null : parameters.parameters(), encoder);
    }

    private ValueType typeOf(Column.Input input) {
        return input.view() == null
                ? view.features().get(input.index()).type()
                : input.view().columns().get(input.index()).type();
    }

    /** An input of another view goes by its feature's name in expressions. */
    private static String nameOf(String dependency) {
        return dependency.substring(dependency.lastIndexOf(':') + 1);
    }
}
