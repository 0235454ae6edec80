package com.aimatrix.registry.registration;

import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.contracts.registry.Signature.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file {@code MLmodel} that MLflow puts beside a model: what it was made with, and its signature. One that cannot be read says
 * nothing; MLflow takes such a model too.
 *
 * @param framework the first flavour that is not just Python, or null
 * @param signature or null
 */
record MlmodelFile(String framework, Signature signature) {

    static final MlmodelFile NONE = new MlmodelFile(null, null);

    private static final Logger log = LoggerFactory.getLogger(MlmodelFile.class);
    private static final String ANY_PYTHON = "python_function";
    private static final JsonMapper JSON = new JsonMapper();

    /** @param uri of the file, for the log */
    static MlmodelFile of(String uri, String text) {
        try {
            return read(text);
        } catch (YAMLException | JacksonException e) {
            log.info("{} says nothing that can be read: {}", uri, e.getMessage());
            return NONE;
        }
    }

    private static MlmodelFile read(String text) {
        if (!(new Yaml(new SafeConstructor(new LoaderOptions())).load(text) instanceof Map<?, ?> document)) {
            return NONE;
        }
        return new MlmodelFile(framework(document.get("flavors")), signature(document.get("signature")));
    }

    private static String framework(Object flavors) {
        return flavors instanceof Map<?, ?> names
                ? names.keySet().stream()
                        .map(String::valueOf)
                        .filter(each -> !ANY_PYTHON.equals(each))
                        .findFirst()
                        .orElse(ANY_PYTHON)
                : null;
    }

    private static Signature signature(Object signature) {
        return signature instanceof Map<?, ?> parts
                ? new Signature(
                        fields(parts.get("inputs"), true),
                        fields(parts.get("outputs"), true),
                        fields(parts.get("params"), false))
                : null;
    }

    private static List<Field> fields(Object text, boolean required) {
        var fields = new ArrayList<Field>();
        if (text != null) {
            for (JsonNode each : JSON.readTree(Objects.toString(text))) {
                fields.add(new Field(
                        each.path("name").asString(null),
                        type(each),
                        required && each.path("required").asBoolean(true)));
            }
        }
        return fields;
    }

    private static String type(JsonNode field) {
        JsonNode tensor = field.path("tensor-spec");
        if (tensor.isObject()) {
            return "tensor(%s,%s)".formatted(tensor.path("dtype").asString("any"), tensor.path("shape"));
        }
        if (!(field instanceof ObjectNode object)) {
            return field.toString();
        }
        ObjectNode rest = object.deepCopy();
        rest.remove(List.of("name", "required", "optional", "default"));
        return rest.size() == 1 && rest.path("type").isString()
                ? rest.path("type").stringValue()
                : rest.toString();
    }
}
