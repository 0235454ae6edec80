package com.aimatrix.serving.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureNamesTest {

    @ParameterizedTest
    @CsvSource({
        "sales@12:sum_1h, sales:sum_1h",
        "sales:sum_1h, sales:sum_1h",
        "a@b:c, a@b:c",
        "a@:c, a@:c",
        "@1:c, @1:c",
        "sum@1, sum@1",
        "sales:sum@1, sales:sum@1"
    })
    void onlyTheVersionOfTheViewIsLeftOut(String feature, String unpinned) {
        assertThat(FeatureNames.unpinned(feature)).isEqualTo(unpinned);
    }

    @Test
    void valuesAreGivenByEitherName() {
        assertThat(FeatureNames.all(List.of("v@1:a", "w:b"))).containsExactly("v@1:a", "w:b", "v:a");
    }
}
