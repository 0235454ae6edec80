package com.aimatrix.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.contracts.registry.Signature.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

    private static final Field X = new Field("x", "double", true);
    private static final Field Y = new Field("y", "string", true);
    private static final Field SCORE = new Field("score", "double", true);
    private static final Signature BEFORE = signature(List.of(X, Y), List.of(SCORE));

    @Test
    void theSameSignatureIsCompatible() {
        assertThat(Compatibility.holds(BEFORE, signature(List.of(Y, X), List.of(SCORE))))
                .isTrue();
    }

    @Test
    void anInputMayGoOrComeWhenItIsNotRequired() {
        assertThat(Compatibility.holds(BEFORE, signature(List.of(X), List.of(SCORE))))
                .isTrue();
        assertThat(Compatibility.holds(
                        BEFORE, signature(List.of(X, Y, new Field("z", "double", false)), List.of(SCORE))))
                .isTrue();
        assertThat(Compatibility.holds(BEFORE, signature(List.of(X, new Field("y", "string", false)), List.of(SCORE))))
                .isTrue();
    }

    @Test
    void whatCallersCannotGiveIsIncompatible() {
        assertThat(Compatibility.holds(
                        BEFORE, signature(List.of(X, Y, new Field("z", "double", true)), List.of(SCORE))))
                .isFalse();
        assertThat(Compatibility.holds(BEFORE, signature(List.of(X, new Field("y", "long", true)), List.of(SCORE))))
                .isFalse();
        assertThat(Compatibility.holds(
                        signature(List.of(new Field("x", "double", false)), List.of(SCORE)),
                        signature(List.of(X), List.of(SCORE))))
                .isFalse();
    }

    @Test
    void outputsMayComeButNotGo() {
        assertThat(Compatibility.holds(
                        BEFORE, signature(List.of(X, Y), List.of(SCORE, new Field("why", "string", true)))))
                .isTrue();
        assertThat(Compatibility.holds(BEFORE, signature(List.of(X, Y), List.of())))
                .isFalse();
        assertThat(Compatibility.holds(BEFORE, signature(List.of(X, Y), List.of(new Field("score", "float", true)))))
                .isFalse();
    }

    @Test
    void whatHasNoNameIsComparedByItsPlace() {
        var tensor = new Field(null, "tensor(float32,[-1,4])", true);
        assertThat(Compatibility.holds(
                        signature(List.of(tensor), List.of()),
                        signature(List.of(new Field(null, "tensor(float32,[-1,5])", true)), List.of())))
                .isFalse();
        assertThat(Compatibility.holds(signature(List.of(tensor), List.of()), signature(List.of(tensor), List.of())))
                .isTrue();
    }

    @Test
    void whatIsNotKnownIsNotIncompatible() {
        assertThat(Compatibility.holds(null, BEFORE)).isTrue();
        assertThat(Compatibility.holds(BEFORE, null)).isTrue();
    }

    private static Signature signature(List<Field> inputs, List<Field> outputs) {
        return new Signature(inputs, outputs, List.of());
    }
}
