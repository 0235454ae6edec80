package com.aimatrix.transform.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.transform.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlExpressionTest {

    @Test
    void columnsComeOnceInOrderOfAppearanceAndWithoutQuotes() {
        SqlExpression expression =
                SqlExpression.parse("customer.tier = 'gold' and \"odd \"\"name\"\"\" > Amount + a.\"b c\".d - Amount");

        assertThat(expression.columns()).containsExactly("customer.tier", "odd \"name\"", "Amount", "a.b c.d");
        assertThat(expression.test(new Object[] {"gold", 10, 3, 1})).isTrue();
    }

    @Test
    void wordsOfTheLanguageAreReadInAnyCase() {
        assertThat(value("CASE WHEN Coalesce(NULL, TRUE) Then Upper('a') END")).isEqualTo("A");
        assertThat(value("1 Between 0 AND 2 IS True")).isEqualTo(true);
    }

    @Test
    void aWordOfTheLanguageIsAColumnInQuotesOrAfterADot() {
        assertThat(SqlExpression.parse("\"case\" + a.end").columns()).containsExactly("case", "a.end");
    }

    @Test
    void divisionIsThatOfRealNumbers() {
        assertThat(value("7 / 2")).isEqualTo(3.5);
        assertThat(value("6 / 2")).isEqualTo(3.0);
    }

    @Test
    void literalsWithAFractionAreDoubles() {
        assertThat(value("round(2.5)")).isEqualTo(2.0);
        assertThat(value("round(2.5, 0)")).isEqualTo(3.0);
        assertThat(value("1.50::text")).isEqualTo("1.5");
    }

    @Test
    void wholeNumbersStayExactUntilTheyNeedMoreThan64Bits() {
        assertThat(value("9223372036854775806 + 1")).isEqualTo(Long.MAX_VALUE);
        assertThat(value("9223372036854775807 + 1")).isEqualTo(0x1p63);
        assertThat(value("-9223372036854775807 - 2")).isEqualTo(-0x1p63);
        assertThat(value("4611686018427387904 * 2")).isEqualTo(0x1p63);
        assertThat(value("3037000500 * 3037000500")).isEqualTo(3037000500.0 * 3037000500.0);
        assertThat(value("9223372036854775808")).isEqualTo(0x1p63);
        assertThat(SqlExpression.parse("-a").evaluate(new Object[] {Long.MIN_VALUE}))
                .isEqualTo(0x1p63);
        assertThat(SqlExpression.parse("abs(a)").evaluate(new Object[] {Long.MIN_VALUE}))
                .isEqualTo(0x1p63);
        assertThat(value("round(9223372036854775807, -1)")).isEqualTo(9223372036854775810.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 / 0",
                "1 % 0",
                "1.5 % 0",
                "ln(0)",
                "ln(-1)",
                "log(0)",
                "sqrt(-1)",
                "power(0, -1)",
                "power(-8, 0.5)",
                "exp(1000)",
                "1e308 * 10",
                "round(1.7e308, -308)",
                "round(1.5, 0.5)",
                "'x'::double",
                "'1e999'::double",
                "'1.5'::bigint",
                "'9223372036854775808'::bigint",
                "1e19::bigint",
                "'o'::boolean",
                "''::boolean",
                "'maybe'::boolean",
                "substring('abc', 1, -1)",
                "substring('abc', 1.5)",
                "'a' like 'a' || null",
                "'a' like '\\'",
                "1 + null",
                "null || 'a'",
                "nullif(null, 1)",
                "case when false then 1 end"
            })
    void whatIsUndefinedIsNull(String expression) {
        assertThat(value(expression)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + 1",
                "a > 1",
                "a || 'x'",
                "a like 'x'",
                "a and null",
                "upper(a)",
                "abs(a)",
                "a in (1)",
                "greatest(a, 1)",
                "cast(a as text)",
                "cast(a as double)",
                "cast(a as bigint)",
                "cast(a as boolean)",
                "a between 1 and 2"
            })
    void whatCannotTakeAListIsNullForOne(String expression) {
        assertThat(SqlExpression.parse(expression).evaluate(new Object[] {new float[] {1}}))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 = 'x'",
                "'x' < true",
                "1 + 'x'",
                "abs('x')",
                "upper(1)",
                "'a' like 1",
                "not 1",
                "1 and true",
                "1 between 'a' and 2"
            })
    void valuesOfDifferentKindsAreNeverComparedNorComputedWith(String expression) {
        assertThat(value(expression)).isNull();
    }

    @Test
    void aListCanBeChosenAndAskedForNull() {
        float[] list = {1, 2};
        Object[] row = {list, null};
        assertThat(SqlExpression.parse("coalesce(b, a)").columns()).containsExactly("b", "a");
        assertThat(SqlExpression.parse("coalesce(a, b)").evaluate(row)).isSameAs(list);
        assertThat(SqlExpression.parse("a is not null and b is null").test(row)).isTrue();
    }

    @Test
    void numbersOfAnyClassAreRead() {
        SqlExpression twice = SqlExpression.parse("a * 2");
        assertThat(twice.evaluate(new Object[] {3})).isEqualTo(6L);
        assertThat(twice.evaluate(new Object[] {(short) 3})).isEqualTo(6L);
        assertThat(twice.evaluate(new Object[] {0.5f})).isEqualTo(1.0);
        assertThat(twice.evaluate(new Object[] {new BigDecimal("0.25")})).isEqualTo(0.5);
        assertThat(twice.evaluate(new Object[] {BigInteger.TEN})).isEqualTo(20L);
        assertThat(twice.evaluate(new Object[] {BigInteger.TWO.pow(70)})).isEqualTo(0x1p71);
    }

    @Test
    void aNumberThatIsNotFiniteIsNull() {
        SqlExpression missing = SqlExpression.parse("a is null");
        assertThat(missing.test(new Object[] {Double.NaN})).isTrue();
        assertThat(missing.test(new Object[] {Double.POSITIVE_INFINITY})).isTrue();
        assertThat(missing.test(new Object[] {Float.NaN})).isTrue();
    }

    @Test
    void booleansAndNumbersCastToEachOther() {
        assertThat(value("true::double")).isEqualTo(1.0);
        assertThat(value("false::bigint")).isEqualTo(0L);
        assertThat(value("0.5::boolean")).isEqualTo(true);
        assertThat(value("0::boolean")).isEqualTo(false);
    }

    @Test
    void aTestIsUnknownForNullAndForWhatIsNoBoolean() {
        assertThat(SqlExpression.parse("a > 1").test(new Object[] {2})).isTrue();
        assertThat(SqlExpression.parse("a > 1").test(new Object[] {1})).isFalse();
        assertThat(SqlExpression.parse("a > 1").test(new Object[] {null})).isNull();
        assertThat(SqlExpression.parse("a").test(new Object[] {1})).isNull();
    }

    @Test
    void aRowOfTheWrongLengthIsRefused() {
        SqlExpression expression = SqlExpression.parse("a + b");
        assertThatThrownBy(() -> expression.evaluate(new Object[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a, b], got 1");
        assertThatThrownBy(() -> expression.kind(List.of(Kind.NUMBER))).hasMessageContaining("[a, b], got 1");
    }

    @Test
    void anExpressionPrintsAsItWasWritten() {
        assertThat(SqlExpression.parse("a  +1")).hasToString("a  +1");
    }

    private static Object value(String expression) {
        return SqlExpression.parse(expression).evaluate(new Object[0]);
    }
}
