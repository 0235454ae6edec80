package com.aimatrix.mlflow.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Field.Type;
import com.aimatrix.mlflow.search.Keyset.Key;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KeysetTest {

    private static final Keyset ORDER =
            new Keyset(List.of(new Key("m.last", Type.NUMBER, false, true), new Key("r.id", Type.TEXT, true, false)));

    @Test
    void nanAndNullComeLastWhicheverTheDirection() {
        assertThat(ORDER.orderBy())
                .isEqualTo(
                        "(case when m.last is null then 2 when m.last = 'NaN' then 1 else 0 end), m.last desc, r.id asc");
    }

    @Test
    void theNextPageBeginsBehindAValueOrAmongItsEquals() {
        var parameters = new SqlParameters();
        assertThat(ORDER.after(json("[0.5, \"b\"]"), parameters))
                .contains("m.last < cast(:p1 as double precision)", "m.last = cast(:p1 as double precision)")
                .contains("r.id > :p0");
        assertThat(parameters.values()).containsEntry("p0", "b").containsEntry("p1", 0.5);
    }

    @Test
    void behindWhatIsNotThereComeOnlyItsEquals() {
        assertThat(ORDER.after(json("[null, \"b\"]"), new SqlParameters())).contains("> 2 or", "= 2 and");
        assertThat(ORDER.after(json("[\"NaN\", \"b\"]"), new SqlParameters())).contains("> 1 or", "= 1 and");
    }

    @Test
    void aTokenHoldsForItsQuestionOnly() {
        String token = PageToken.write(json("[0.5, \"b\"]"), List.of("filter", List.of("order")));
        assertThat(PageToken.read(token, List.of("filter", List.of("order")))).isEqualTo(json("[0.5, \"b\"]"));
        assertThatThrownBy(() -> PageToken.read(token, List.of("other", List.of("order"))))
                .isInstanceOf(MlflowProblem.class)
                .hasMessageContaining("another filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!", "e30", "WzFd", "bnVsbA", "WzEsMiwzXQ"})
    void whatIsNoTokenIsRefused(String token) {
        assertThatThrownBy(() -> PageToken.read(token, List.of()))
                .isInstanceOf(MlflowProblem.class)
                .hasMessageContaining("Invalid page token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1]", "[1, 2]", "[\"a\", \"b\"]", "{}", "[true, \"b\"]"})
    void aPlaceOfAnotherOrderIsRefused(String place) {
        assertThatThrownBy(() -> ORDER.after(json(place), new SqlParameters())).isInstanceOf(MlflowProblem.class);
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
