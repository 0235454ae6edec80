package com.aimatrix.training.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.training.document.DataConfig;
import com.aimatrix.training.document.ModelConfig;
import com.aimatrix.training.document.PreprocessingConfig;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.document.RunDocument.Registration;
import com.aimatrix.training.document.RunDocument.Retraining;
import com.aimatrix.training.document.TrainingConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrainingRecipeTest {

    private static final Instant CUT = Instant.parse("2011-06-01T00:00:00Z");

    @Test
    void theDataGrowFromTheStartOfTheRecipeToTheCut() {
        RunDocument retraining = RetrainingRecipe.of(live(new Retraining(10, null)), request(CUT));

        DataConfig data = retraining.dataConfig();
        assertThat(data.from()).isEqualTo("2011-01-01T00:00:00Z");
        assertThat(data.to()).isEqualTo(CUT);
        assertThat(data.cut()).isEqualTo(CUT);
        assertThat(data.validationStart()).isEqualTo("2011-05-22T00:00:00Z");
        assertThat(retraining.compareWithLive()).isTrue();
        assertThat(retraining.registration()).isEqualTo(new Registration("flights", true));
        assertThat(retraining.runName()).isEqualTo("retraining-flights-2011-06-01");
        assertThat(retraining.experimentName()).isEqualTo("experiment");
    }

    @Test
    void aWindowMovesTheStartAlong() {
        RunDocument retraining = RetrainingRecipe.of(live(new Retraining(14, 90)), request(CUT));

        assertThat(retraining.dataConfig().from()).isEqualTo("2011-03-03T00:00:00Z");
    }

    @Test
    void withoutARecipeForItTheNewestTwoWeeksValidate() {
        RunDocument retraining = RetrainingRecipe.of(live(null), request(CUT));

        assertThat(retraining.dataConfig().validationStart()).isEqualTo("2011-05-18T00:00:00Z");
    }

    @Test
    void aCutThatLeavesNothingToTrainOnIsRefused() {
        assertThatThrownBy(() -> RetrainingRecipe.of(live(null), request(Instant.parse("2011-01-10T00:00:00Z"))))
                .hasMessageContaining("nothing is left to train on");
    }

    private static RunDocument live(Retraining how) {
        var data = new DataConfig(
                new DataConfig.Spine("landed", "asked_at", "flight", "late"),
                Instant.parse("2011-01-01T00:00:00Z"),
                Instant.parse("2011-04-01T00:00:00Z"),
                null,
                Instant.parse("2011-03-01T00:00:00Z"),
                null,
                List.of("origin:late_1h"));
        return new RunDocument(
                "first",
                "experiment",
                data,
                PreprocessingConfig.NONE,
                new ModelConfig("mlp", List.of(8), 0, Map.of(), false),
                new TrainingConfig(3, 64, 0.01, 0, 2, 1),
                new Registration("flights", false),
                false,
                how);
    }

    private static RetrainingRequested request(Instant cut) {
        return new RetrainingRequested("r1", "flights", 1, "DRIFT", "the log loss rose", cut);
    }
}
