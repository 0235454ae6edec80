package com.aimatrix.mlflow.search;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Field.Kind;
import com.aimatrix.mlflow.search.Field.Type;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which fields can be searched by, of one kind of thing. */
public final class SearchGrammar {

    private static final Map<String, Kind> PREFIXES = prefixes();
    private static final Set<String> DATASET_KEYS = Set.of("name", "digest", "context");

    private final Map<String, Field> attributes = new TreeMap<>();
    private final Map<String, Field> spellings = new HashMap<>();
    private final Set<Kind> kinds = EnumSet.of(Kind.ATTRIBUTE);

    /** Takes an attribute, under other spellings too. */
    public SearchGrammar attribute(String name, Type type, String... spelledToo) {
        var field = new Field(Kind.ATTRIBUTE, name, type);
        attributes.put(name, field);
        spellings.put(name, field);
        for (String each : spelledToo) {
            spellings.put(each, field);
        }
        return this;
    }

    /** Takes fields by key: metrics, params, tags or datasets. */
    public SearchGrammar keyed(Kind... more) {
        kinds.addAll(Set.of(more));
        return this;
    }

    /**
     * The field that an identifier names.
     *
     * @param identifier as written, with its dots, without quotes
     * @throws MlflowProblem 400 when there is no such field
     */
    public Field field(String identifier) {
        int dot = identifier.indexOf('.');
        Field plain = spellings.get(identifier);
        if (dot < 0) {
            return plain != null ? plain : attribute(identifier);
        }
        Kind kind = PREFIXES.get(identifier.substring(0, dot));
        String key = identifier.substring(dot + 1);
        if (kind == null || !kinds.contains(kind)) {
            throw MlflowProblem.invalid("Invalid entity type '%s'. Valid values are %s"
                    .formatted(MlflowProblem.shown(identifier.substring(0, dot)), validPrefixes()));
        }
        return switch (kind) {
            case ATTRIBUTE -> attribute(key);
            case METRIC -> new Field(kind, key, Type.NUMBER);
            case PARAM, TAG -> new Field(kind, key, Type.TEXT);
            case DATASET -> dataset(key);
        };
    }

    private Field attribute(String name) {
        Field field = spellings.get(name);
        if (field == null) {
            throw MlflowProblem.invalid("Invalid attribute key '%s' specified. Valid keys are %s"
                    .formatted(MlflowProblem.shown(name), attributes.keySet()));
        }
        return field;
    }

    private static Field dataset(String key) {
        if (!DATASET_KEYS.contains(key)) {
            throw MlflowProblem.invalid("Invalid dataset key '%s' specified. Valid keys are %s"
                    .formatted(MlflowProblem.shown(key), DATASET_KEYS));
        }
        return new Field(Kind.DATASET, key, Type.TEXT);
    }

    private Set<String> validPrefixes() {
        var valid = new TreeMap<>(PREFIXES);
        valid.values().removeIf(kind -> !kinds.contains(kind));
        return valid.keySet();
    }

    private static Map<String, Kind> prefixes() {
        var prefixes = new HashMap<String, Kind>();
        for (String each : new String[] {"attributes", "attribute", "attr", "run"}) {
            prefixes.put(each, Kind.ATTRIBUTE);
        }
        for (String each : new String[] {"metrics", "metric"}) {
            prefixes.put(each, Kind.METRIC);
        }
        for (String each : new String[] {"params", "param", "parameters", "parameter"}) {
            prefixes.put(each, Kind.PARAM);
        }
        for (String each : new String[] {"tags", "tag"}) {
            prefixes.put(each, Kind.TAG);
        }
        for (String each : new String[] {"datasets", "dataset"}) {
            prefixes.put(each, Kind.DATASET);
        }
        return prefixes;
    }
}
