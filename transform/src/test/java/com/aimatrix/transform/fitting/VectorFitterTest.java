package com.aimatrix.transform.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.ReferenceValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class VectorFitterTest {

    static Stream<JsonNode> learned() {
        return ReferenceValues.of("learned").valueStream();
    }

    private static List<Object[]> pairs() {
        List<Object[]> pairs = new ArrayList<>();
        ReferenceValues.of("pairs")
                .forEach(pair -> pairs.add(
                        new Object[] {pair.get(0).stringValue(), pair.get(1).stringValue()}));
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("learned")
    void vectorsAreThoseOfAFullDecomposition(JsonNode expected) {
        int dimension = expected.get("dimension").intValue();
        CategoryVectors fitted = fit(dimension, 5, pairs());

        assertThat(fitted.dimension()).isEqualTo(dimension);
        assertThat(fitted.vectors().keySet())
                .containsExactlyElementsOf(expected.get("vectors").propertyNames());
        fitted.vectors().forEach((category, vector) -> {
            double[] reference = ReferenceValues.doubles(expected.get("vectors").get(category));
            assertThat(vector).hasSize(dimension);
            for (int i = 0; i < dimension; i++) {
                assertThat((double) vector[i]).isCloseTo(reference[i], within(1e-6));
            }
        });
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        List<Object[]> rows = pairs();
        CategoryVectors first = fit(4, 1, rows);
        var random = new Random(4);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(rows, random);
            CategoryVectors shuffled = fit(4, 1, rows);
            assertThat(shuffled).isEqualTo(first);
            assertThat(shuffled.vectors().keySet())
                    .containsExactlyElementsOf(first.vectors().keySet());
        }
    }

    @Test
    void theOrderOfRowsDoesNotMatterWhenContextsAreHashed() {
        List<Object[]> rows = new ArrayList<>();
        var random = new Random(8);
        for (int context = 0; context < 5000; context++) {
            rows.add(new Object[] {"c" + random.nextInt(30), "x" + context});
            rows.add(new Object[] {"c" + context % 30, "x" + context});
        }
        CategoryVectors first = fit(3, 1, rows);
        Collections.shuffle(rows, random);
        assertThat(fit(3, 1, rows)).isEqualTo(first);
        assertThat(first.vectors()).hasSize(30);
    }

    @Test
    void numbersAndBooleansCountByTheirText() {
        Fitter fitter = fitter(2, 0);
        fitter.add(new Object[] {1L, true});
        fitter.add(new Object[] {1.0, true});
        fitter.add(new Object[] {2.5, false});
        assertThat(((CategoryVectors) fitter.finish()).vectors().keySet()).containsExactly("1", "2.5");
    }

    @Test
    void rowsWithoutCategoryOrContextAreSkipped() {
        Fitter fitter = fitter(2, 0);
        fitter.add(new Object[] {null, "x"});
        fitter.add(new Object[] {"a", null});
        fitter.add(new Object[] {"a", Double.NaN});
        assertThat(fitter.rows()).isZero();
        assertThatThrownBy(fitter::finish)
                .isInstanceOf(NotFittable.class)
                .hasMessage("expected at least one row with a category and a context, got none");
    }

    @Test
    void contextsThatSayNothingGiveNoVectors() {
        List<Object[]> independent = new ArrayList<>();
        for (String category : List.of("a", "b")) {
            for (String context : List.of("x", "y", "z")) {
                independent.add(new Object[] {category, context});
            }
        }
        assertThatThrownBy(() -> fit(2, 0, independent))
                .isInstanceOf(NotFittable.class)
                .hasMessageContaining("got the same for all 2 categories");
    }

    @Test
    void onlyTheMostFrequentCategoriesGetVectors() {
        List<Object[]> rows = new ArrayList<>();
        IntStream.range(0, VectorFitter.MOST_VECTORS + 500)
                .forEach(i -> rows.add(new Object[] {"c%05d".formatted(i), "x" + i % 3}));
        rows.add(new Object[] {"c20400", "x1"});

        CategoryVectors fitted = fit(2, 0, rows);

        assertThat(fitted.vectors()).hasSize(VectorFitter.MOST_VECTORS).containsKeys("c20400", "c00000", "c19998");
        assertThat(fitted.vectors()).doesNotContainKeys("c19999", "c20000");
        assertThat(fitted.vectors().keySet().iterator().next()).isEqualTo("c20400");
    }

    @Test
    void tooManyCategoriesAreRefused() {
        Fitter fitter = fitter(2, 0);
        assertThatThrownBy(() -> IntStream.rangeClosed(0, Cooccurrences.MOST_CATEGORIES)
                        .forEach(i -> fitter.add(new Object[] {(long) i, "x"})))
                .isInstanceOf(NotFittable.class)
                .hasMessageStartingWith("expected at most 1000000 categories");
    }

    private static CategoryVectors fit(int dimension, long seed, List<Object[]> rows) {
        Fitter fitter = fitter(dimension, seed);
        rows.forEach(fitter::add);
        return (CategoryVectors) fitter.finish();
    }

    private static Fitter fitter(int dimension, long seed) {
        return Fitter.of(new Embedding(Embedding.Method.LEARNED, dimension, null, null, "context", null, seed, null));
    }
}
