package com.aimatrix.mlflow.search;

import java.util.List;
import java.util.stream.Stream;

/** What a filter asks of a row. */
public sealed interface Condition {

    /** Every row. */
    Condition NONE = new All(List.of());

    /** Every part holds; no parts hold always. */
    record All(List<Condition> parts) implements Condition {}

    /** At least one part holds. */
    record Any(List<Condition> parts) implements Condition {}

    /** @param values one, several for IN, none for IS NULL; {@link String}, {@link Long} or {@link Double} */
    record Compare(Field field, Operator operator, List<Object> values) implements Condition {}

    /** The fields that it names. */
    default Stream<Field> fields() {
        if (this instanceof Compare compare) {
            return Stream.of(compare.field());
        }
        List<Condition> parts = this instanceof All all ? all.parts() : ((Any) this).parts();
        return parts.stream().flatMap(Condition::fields);
    }
}
