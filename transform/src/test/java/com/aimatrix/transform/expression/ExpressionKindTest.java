package com.aimatrix.transform.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.transform.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionKindTest {

    private static final Map<String, Kind> COLUMNS =
            Map.of("n", Kind.NUMBER, "t", Kind.TEXT, "b", Kind.BOOLEAN, "l", Kind.LIST);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "n + 1 * -n; NUMBER",
                "n > 1 and b or not b; BOOLEAN",
                "t || n || b; TEXT",
                "case when b then n else null end; NUMBER",
                "case t when 'x' then 1 end; NUMBER",
                "coalesce(null, t); TEXT",
                "greatest(n, 1); NUMBER",
                "nullif(b, true); BOOLEAN",
                "length(t) + round(n, 1); NUMBER",
                "substring(t, n); TEXT",
                "t like '%' || t; BOOLEAN",
                "n in (1, null); BOOLEAN",
                "n between 1 and 2; BOOLEAN",
                "b is true; BOOLEAN",
                "l is null; BOOLEAN",
                "n::text; TEXT",
                "t::double; NUMBER",
                "coalesce(l, null); LIST",
                "l; LIST",
                "null + 1; NUMBER"
            })
    void theKindOfTheResultFollowsFromTheColumns(String expression, Kind kind) {
        assertThat(kind(expression)).isEqualTo(kind);
    }

    @Test
    void whatIsAlwaysNullHasNoKind() {
        assertThat(kind("null")).isNull();
        assertThat(kind("case when b then null end")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "n + t; at character 3: + takes a number, got text",
                "t * n; at character 3: * takes a number, got text",
                "n - 1 - b; at character 7: - takes a number, got true or false",
                "- t; at character 1: - takes a number, got text",
                "n = 'x'; at character 3: = takes values of one kind, got a number and text",
                "n in (1, 'x'); at character 3: in takes values of one kind, got a number and text",
                "n between 1 and t; at character 3: between takes values of one kind, got a number and text",
                "l = l; at character 3: = takes single values, got a list",
                "n and b; at character 3: and takes true or false, got a number",
                "not n; at character 1: not takes true or false, got a number",
                "n is true; at character 3: is true takes true or false, got a number",
                "n like 'x'; at character 3: like takes text, got a number",
                "n || n; at character 3: || takes a text and single values, got [a number, a number]",
                "t || l; at character 3: || takes a text and single values, got [text, a list]",
                "upper(n); at character 1: upper takes text, got a number",
                "1 + abs(t); at character 5: abs takes a number, got text",
                "coalesce(n, t); at character 1: coalesce takes values of one kind, got a number and text",
                "greatest(l, l); at character 1: greatest takes single values, got a list",
                "case when n then 1 end; at character 1: when takes true or false, got a number",
                "case when b then 1 else t end; at character 1: case takes values of one kind, got a number and text",
                "case n when 'x' then 1 end; at character 8: = takes values of one kind, got a number and text",
                "cast(l as text); at character 1: cast takes single values, got a list",
                "(n + t) is null; at character 4: + takes a number, got text"
            })
    void whatAnOperatorCannotTakeIsToldWithItsPlace(String expression, String message) {
        SqlExpression parsed = SqlExpression.parse(expression);
        List<Kind> kinds = parsed.columns().stream().map(COLUMNS::get).toList();

        assertThatThrownBy(() -> parsed.kind(kinds))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage(message);
    }

    private static Kind kind(String expression) {
        SqlExpression parsed = SqlExpression.parse(expression);
        return parsed.kind(parsed.columns().stream().map(COLUMNS::get).toList());
    }
}
