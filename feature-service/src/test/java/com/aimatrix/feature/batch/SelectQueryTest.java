package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectQueryTest {

    private static final Instant FROM = Instant.parse("2011-04-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2011-05-01T00:00:00Z");

    private static BatchRequest.From from(String query, Instant from, Instant to) {
        return new BatchRequest.From(null, "crm", query, from, to);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "delete from orders",
                "select 1; drop table orders",
                "selects",
                "select 1 where ':from' = '' and at > :since",
                "/* select */ update orders set a = 1"
            })
    void whatIsNotOneSelectIsRefused(String query) {
        assertThatThrownBy(() -> SelectQuery.of(from(query, null, null)))
                .isInstanceOf(ApiProblem.class)
                .hasMessageStartingWith("from.query: expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from orders where at >= :from and at < :to",
                "  (select a::text from orders where :from <= at and at < :to)",
                "with x as (select ':other' as a) select * from x where at between :from and :to -- :comment",
                "SELECT \"a:b\", b /* :c */ from orders where payload ? 'a' and at >= :from and at < :to"
            })
    void aPeriodGoesWhereTheQueryNamesIt(String query) {
        assertThatCode(() -> SelectQuery.of(from(query, FROM, TO))).doesNotThrowAnyException();
    }

    @Test
    @Timeout(10)
    void aQueryThatMeansToTakeLongIsReadAtOnce() {
        for (String text : List.of(
                " ".repeat(99_999) + "x",
                "(".repeat(99_000),
                "select " + "/*".repeat(49_000),
                "select " + "'".repeat(99_001))) {
            assertThat(text.length()).isLessThanOrEqualTo(100_000);
            assertThat(catchThrowable(() -> SelectQuery.of(from(text, null, null))))
                    .matches(failure -> failure == null || failure instanceof ApiProblem);
        }
        assertThatThrownBy(() -> SelectQuery.of(from("select " + " ".repeat(100_000), null, null)))
                .hasMessageStartingWith("from.query: expected at most 100000 characters");
    }

    @Test
    void aQueryAndItsPeriodMustFitTogether() {
        assertThatThrownBy(() -> SelectQuery.of(from("select * from orders where at >= :from", null, null)))
                .hasMessageContaining("from.from");
        assertThatThrownBy(() -> SelectQuery.of(from("select * from orders where at >= :from", FROM, TO)))
                .hasMessageContaining("expected :from and :to");
        assertThatThrownBy(() -> SelectQuery.of(from("select * from orders", FROM, null)))
                .hasMessageContaining("expected :from and :to");
    }
}
