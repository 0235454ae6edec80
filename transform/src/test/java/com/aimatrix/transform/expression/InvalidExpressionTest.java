package com.aimatrix.transform.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; at character 1: expected a value, got the end",
                "a +; at character 4: expected a value, got the end",
                "(a; at character 3: expected ), got the end",
                "a b; at character 3: expected an operator or the end, got b",
                "a 'x'; at character 3: expected an operator or the end, got 'x'",
                "a = = b; at character 5: expected a value, got =",
                "a < b < c; at character 7: < needs parentheses here",
                "a like b like c; at character 10: like needs parentheses here",
                "a in (); at character 7: expected a value, got )",
                "a in b; at character 6: expected (, got b",
                "a between 1; at character 12: expected and, got the end",
                "a is 1; at character 6: expected null, true or false, got 1",
                "'abc; at character 1: the text that begins here has no closing '",
                "x = \"abc; at character 5: the name that begins here has no closing \"",
                "a ? b; at character 3: unexpected character ?",
                ":name; at character 1: unexpected character :",
                "a ^ 2; at character 3: unexpected character ^",
                "a 😀; at character 3: unexpected character 😀",
                "12ab; at character 3: unexpected a after a number",
                "1e999; at character 1: the number is too large",
                "a -- 1; at character 3: comments are not read",
                "a /* x */; at character 3: comments are not read",
                "a.; at character 3: expected a name, got the end",
                "a.5; at character 2: expected an operator or the end, got .5",
                "(select 1); at character 2: expected a value, got select",
                "case end; at character 6: expected a value, got end",
                "case when a then 1; at character 19: expected end, got the end",
                "cast(a as jsonb); at character 11: expected a type: double, bigint, text or boolean, got jsonb",
                "a::; at character 4: expected a type: double, bigint, text or boolean, got the end",
                "abs(); at character 5: expected a value, got )",
                "abs(a, b); at character 1: abs takes 1 argument, got 2",
                "round(a, b, c); at character 1: round takes 1 or 2 arguments, got 3",
                "substring(a); at character 1: substring takes 2 or 3 arguments, got 1",
                "and; at character 1: expected a value, got and"
            })
    void theMessageSaysWhatIsWrongAndWhere(String expression, String message) {
        assertThatThrownBy(() -> SqlExpression.parse(expression))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"now()", "exists(a)", "pg_sleep(1)", "count(a)"})
    void onlyTheListedFunctionsCanBeCalled(String expression) {
        assertThatThrownBy(() -> SqlExpression.parse(expression))
                .hasMessageStartingWith("at character 1: there is no function ")
                .hasMessageEndingWith(
                        "there are abs, sign, floor, ceil, round, sqrt, power, exp, ln, log, length, lower, "
                                + "upper, trim, substring, greatest, least, coalesce, nullif");
    }

    @Test
    void nestingEndsAt100() {
        String deepest = "(".repeat(99) + "7" + ")".repeat(99);
        assertThat(SqlExpression.parse(deepest).evaluate(new Object[0])).isEqualTo(7L);
        for (String opening : new String[] {"(", "abs(", "- ", "not ", "case when a then ", "a + (b * "}) {
            assertThatThrownBy(() -> SqlExpression.parse(opening.repeat(100) + "7"))
                    .hasMessageContaining("nested more than 100 deep");
        }
    }

    @Test
    void nullIsNoExpression() {
        assertThatThrownBy(() -> SqlExpression.parse(null))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage("expected an expression, got null");
    }

    @Test
    void lengthEndsAt4000() {
        String longest = "1" + "+1".repeat(1999);
        assertThat(SqlExpression.parse(longest + " ").evaluate(new Object[0])).isEqualTo(2000L);
        assertThatThrownBy(() -> SqlExpression.parse(longest + "+1"))
                .hasMessage("expected at most 4000 characters, got 4001");
    }

    @Test
    void theWorstTextOfThisLengthIsReadAtOnce() {
        String parentheses = "abs((".repeat(49) + "a > 1 or b" + "))".repeat(49);
        String casts = "a" + "::text".repeat(660);
        String tests = "a" + " is null".repeat(490);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(SqlExpression.parse(parentheses).columns()).containsExactly("a", "b");
            assertThat(SqlExpression.parse(casts).evaluate(new Object[] {1L})).isEqualTo("1");
            assertThat(SqlExpression.parse(tests).evaluate(new Object[] {1L})).isEqualTo(false);
        });
    }
}
