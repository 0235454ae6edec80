package com.aimatrix.mlflow.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Field.Kind;
import com.aimatrix.mlflow.search.Field.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchFilterTest {

    private static final SearchGrammar GRAMMAR = new SearchGrammar()
            .attribute("run_name", Type.TEXT, "run name")
            .attribute("start_time", Type.INTEGER, "created")
            .keyed(Kind.METRIC, Kind.PARAM, Kind.TAG, Kind.DATASET);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "metrics.auc < 0.8|metrics.auc < :p0|0.8",
                "metric.auc>=-1e-3|(metrics.auc >= :p0 and metrics.auc <> 'NaN')|-0.001",
                "params.model = 'cnn'|params.model = :p0|cnn",
                "parameter.\"learning rate\" != \"0.1\"|params.learning rate != :p0|0.1",
                "tags.`mlflow.user` ILIKE 'a%'|tags.mlflow.user ILIKE :p0|a%",
                "tag.mlflow.user like 'it''s'|tags.mlflow.user LIKE :p0|it's",
                "attr.created < 17|start_time < :p0|17",
                "run_name = 'x'|run_name = :p0|x",
                "attributes.`run name` = 'x'|run_name = :p0|x",
                "tags.a IS NOT NULL|tags.a IS NOT NULL|",
                "run_name NOT IN ('a','b')|run_name NOT IN (:p0, :p1)|a,b",
                "metrics.a = 1 AND metrics.b = 2 OR NOT_A_KEYWORD = 1|!|",
                "metrics.a=1 AND metrics.b=2 OR params.c='x'|((metrics.a = :p0 and metrics.b = :p1) or params.c = :p2)|1.0,2.0,x",
                "metrics.a=1 and (metrics.b=2 or params.c='x')|(metrics.a = :p0 and (metrics.b = :p1 or params.c = :p2))|1.0,2.0,x",
                "datasets.name = 'd'|datasets.name = :p0|d"
            })
    void aFilterBecomesAConditionWithParameters(String filter, String sql, String values) {
        if ("!".equals(sql)) {
            assertThatThrownBy(() -> SearchFilter.read(filter, GRAMMAR)).isInstanceOf(MlflowProblem.class);
            return;
        }
        var parameters = new SqlParameters();
        assertThat(sqlOf(SearchFilter.read(filter, GRAMMAR), parameters)).isEqualTo(sql);
        assertThat(parameters.values().values().stream().map(String::valueOf))
                .containsExactly(values == null ? new String[0] : values.split(","));
    }

    @Test
    void noFilterAsksNothing() {
        assertThat(sqlOf(SearchFilter.read(" ", GRAMMAR), new SqlParameters())).isEqualTo("true");
        assertThat(sqlOf(SearchFilter.read(null, GRAMMAR), new SqlParameters())).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics.a",
                "metrics.a >",
                "metrics.a > 'x'",
                "metrics.a LIKE 'x'",
                "params.a > 'x'",
                "params.a = x",
                "params.a = 3",
                "params.a = 'x",
                "metrics.a = 1 metrics.b = 2",
                "metrics.a = 1 AND",
                "(metrics.a = 1",
                "metrics.a = 1)",
                "run_name IN ()",
                "run_name IN 'a'",
                "start_time = 1.5",
                "start_time = 99999999999999999999",
                "unknown = 'a'",
                "nothing.a = 'a'",
                "datasets.size = 'a'",
                "metrics.a IS 3",
                "metrics.a NOT LIKE 'x'",
                "metrics.a = 1; drop table run"
            })
    void whatIsNoFilterIsRefused(String filter) {
        assertThatThrownBy(() -> SearchFilter.read(filter, GRAMMAR))
                .isInstanceOfSatisfying(MlflowProblem.class, problem -> {
                    assertThat(problem.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
                    assertThat(problem.getMessage()).containsPattern("expected|Invalid");
                });
    }

    @Test
    void depthAndLengthHaveLimits() {
        assertThatThrownBy(() -> SearchFilter.read("(".repeat(51) + "metrics.a = 1" + ")".repeat(51), GRAMMAR))
                .hasMessageContaining("50 deep");
        assertThatThrownBy(() -> SearchFilter.read("metrics.a = 1 AND ".repeat(2_000) + "metrics.a = 1", GRAMMAR))
                .hasMessageContaining("20000 characters");
    }

    @Test
    void anOrderIsAscendingUnlessToldOtherwise() {
        assertThat(SearchOrder.read(List.of("metrics.a DESC", "params.`b c`", "created asc"), GRAMMAR))
                .containsExactly(
                        new SearchOrder(new Field(Kind.METRIC, "a", Type.NUMBER), false),
                        new SearchOrder(new Field(Kind.PARAM, "b c", Type.TEXT), true),
                        new SearchOrder(new Field(Kind.ATTRIBUTE, "start_time", Type.INTEGER), true));
        assertThatThrownBy(() -> SearchOrder.read(List.of("metrics.a DOWN"), GRAMMAR))
                .isInstanceOf(MlflowProblem.class)
                .hasMessageContaining("Invalid order_by clause");
    }

    private static String sqlOf(Condition condition, SqlParameters parameters) {
        return FilterSql.of(
                condition,
                (field, comparison) -> comparison.apply(
                        field.kind() == Kind.ATTRIBUTE
                                ? field.key()
                                : field.kind().name().toLowerCase(java.util.Locale.ROOT) + "s." + field.key()),
                parameters);
    }
}
