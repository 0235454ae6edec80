package com.aimatrix.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BetterThanLiveTest {

    private final BetterThanLive check = new BetterThanLive("better", 100L, 0.01);

    @Test
    void aVersionPassesWhereNothingIsLive() {
        assertThat(check.evaluate(candidate(null, null)).passed()).isTrue();
    }

    @Test
    void aVersionWithoutAComparisonIsRefused() {
        var answer = check.evaluate(candidate(null, 3));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.message()).contains("not compared with version 3");
    }

    @Test
    void aComparisonWithAnotherVersionDoesNotCount() {
        var answer = check.evaluate(candidate(comparison(2, 100, 0.3, 0.4), 3));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.message()).isEqualTo("The version was compared with version 2, but version 3 is live.");
    }

    @Test
    void tooFewRowsDoNotCount() {
        var answer = check.evaluate(candidate(comparison(3, 99, 0.3, 0.4), 3));

        assertThat(answer)
                .isEqualTo(new Promotion.Check(
                        "better", false, 99.0, 100.0, "The comparison has 99 rows, expected at least 100."));
    }

    @Test
    void theGainMustReachWhatIsRequired() {
        assertThat(check.evaluate(candidate(comparison(3, 100, 0.40, 0.405), 3)).passed())
                .isFalse();
        assertThat(check.evaluate(candidate(comparison(3, 100, 0.25, 0.5), 3)))
                .extracting(Promotion.Check::passed, Promotion.Check::measured)
                .containsExactly(true, 0.25);
    }

    @Test
    void anEqualVersionIsNotBetter() {
        var anyGain = new BetterThanLive("better", 100L, null);

        assertThat(anyGain.evaluate(candidate(comparison(3, 100, 0.4, 0.4), 3)).passed())
                .isFalse();
    }

    @Test
    void anUndefinedMetricIsRefused() {
        var comparison = new Comparison(3, 100, Instant.EPOCH, Instant.EPOCH, Map.of(), Map.of("log_loss", 0.4));

        assertThat(check.evaluate(candidate(comparison, 3)).message()).contains("lacks log_loss of the version");
    }

    private static Comparison comparison(int live, long rows, double mine, double theirs) {
        return new Comparison(
                live, rows, Instant.EPOCH, Instant.EPOCH, Map.of("log_loss", mine), Map.of("log_loss", theirs));
    }

    private static Candidate candidate(Comparison comparison, Integer live) {
        return new Candidate(
                version(4, comparison),
                live == null ? null : version(live, null),
                null,
                null,
                Instant.EPOCH,
                null,
                null);
    }

    private static ModelVersion version(int number, Comparison comparison) {
        return new ModelVersion(
                "flights",
                number,
                "None",
                "run",
                "artifacts:/x",
                List.of(),
                Map.of(),
                List.of(),
                null,
                comparison,
                null,
                Instant.EPOCH);
    }
}
