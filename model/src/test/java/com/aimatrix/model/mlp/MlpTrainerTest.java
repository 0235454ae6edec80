package com.aimatrix.model.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.aimatrix.model.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlpTrainerTest {

    private static final LabelledRows TRAINING = Toy.rows(2000, 1);
    private static final LabelledRows VALIDATION = Toy.rows(1000, 2);

    @TempDir
    private Path folder;

    @Test
    void theSameSeedAndDataGiveTheSameModelBitByBit() {
        TrainedMlp first = train(Toy.settings(4, 5e-3, 7), null, report -> {});
        TrainedMlp again = train(Toy.settings(4, 5e-3, 7), null, report -> {});
        TrainedMlp other = train(Toy.settings(4, 5e-3, 8), null, report -> {});

        assertThat(again.weights()).isEqualTo(first.weights());
        assertThat(other.weights()).isNotEqualTo(first.weights());
    }

    @Test
    void itLearnsWhatALinearModelCannot() {
        List<EpochReport> reports = new ArrayList<>();

        TrainedMlp trained = train(Toy.settings(15, 1e-2, 7), null, reports::add);

        EpochReport best = reports.get(trained.bestEpoch() - 1);
        assertThat(best.validationAuc()).isGreaterThan(0.85);
        assertThat(best.validationLoss()).isLessThan(0.5);
        assertThat(reports)
                .extracting(EpochReport::epoch)
                .isEqualTo(IntStream.rangeClosed(1, 15).boxed().toList());
        assertThat(reports).extracting(EpochReport::validationLoss).noneMatch(loss -> loss < best.validationLoss());
        assertThat(reports.get(14).learningRate()).isZero();
    }

    @Test
    void aTrainingThatWasCutOffGoesOnAsIfNothingHadHappened() {
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        TrainedMlp through = train(Toy.settings(6, 5e-3, 7), null, report -> {});
        List<EpochReport> before = new ArrayList<>();
        assertThatThrownBy(() -> train(Toy.settings(6, 5e-3, 7), checkpoint, report -> {
                    before.add(report);
                    if (report.epoch() == 3) {
                        throw new IllegalStateException("cut off");
                    }
                }))
                .hasMessage("cut off");

        List<EpochReport> later = new ArrayList<>();
        TrainedMlp resumed = train(Toy.settings(6, 5e-3, 7), checkpoint, later::add);

        assertThat(later).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(later.subList(0, 3)).isEqualTo(before);
        assertThat(resumed.weights()).isEqualTo(through.weights());
        assertThat(resumed.bestEpoch()).isEqualTo(through.bestEpoch());
        assertThat(resumed.epochs())
                .extracting(EpochReport::validationLoss)
                .isEqualTo(through.epochs().stream()
                        .map(EpochReport::validationLoss)
                        .toList());
    }

    @Test
    void aFinishedTrainingThatIsStartedAgainOnlyAnswersItsModel() {
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        TrainedMlp first = train(Toy.settings(2, 5e-3, 7), checkpoint, report -> {});
        List<EpochReport> reports = new ArrayList<>();

        TrainedMlp again = train(Toy.settings(2, 5e-3, 7), checkpoint, reports::add);

        assertThat(reports).isEqualTo(first.epochs());
        assertThat(again).isEqualTo(first);
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefused() throws Exception {
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        train(Toy.settings(2, 5e-3, 7), checkpoint, report -> {});

        assertThatThrownBy(() -> train(Toy.settings(2, 5e-3, 8), checkpoint, report -> {}))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("other settings or data");
        Files.write(checkpoint, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> train(Toy.settings(2, 5e-3, 7), checkpoint, report -> {}))
                .isInstanceOf(ModelFormatException.class);
    }

    @Test
    void itStopsWhenTheValidationLossNoLongerImproves() {
        TrainingSettings eager = new TrainingSettings(List.of(16, 8), 0, 200, 32, 0.05, 0, 3, 1.0, 1);

        TrainedMlp trained = train(eager, null, report -> {});

        assertThat(trained.epochs()).hasSize(trained.bestEpoch() + 3).hasSizeLessThan(200);
    }

    @Test
    void aLossThatIsNoLongerANumberStopsTheTrainingAndNamesTheStep() {
        TrainingSettings wild = new TrainingSettings(List.of(16, 8), 0, 5, 64, 10, 0, 5, Float.MAX_VALUE, 1);
        LabelledRows broken = Toy.rows(2000, 1);
        broken.rows().numeric()[3 * 700] = Float.NaN;

        assertThatThrownBy(() -> new MlpTrainer(wild, Toy.SHAPE, null).train(broken, VALIDATION, "x", report -> {}))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("NaN")
                .hasMessageContaining("epoch 1, step");
    }

    @Test
    void aStepLeavesNoArrayBehind() {
        try (TorchMlp torch = new TorchMlp(Toy.SHAPE, Toy.SHAPE.initialWeights(1))) {
            AdamW optimizer = new AdamW(torch, 0, 1);
            int before = torch.manager().getManagedArrays().size();
            for (int i = 0; i < 100; i++) {
                GradientMode.on(() -> {
                    try (NDManager step = torch.manager().newSubManager()) {
                        int[] batch = IntStream.range(0, 8).toArray();
                        List<float[]> masks = List.of(new float[8 * 16], new float[8 * 8]);
                        PtNDArray sum = torch.logits(step, TRAINING.rows(), batch, masks)
                                .sum();
                        JniUtils.backward(sum, (PtNDArray) sum.onesLike(), false, false);
                        return optimizer.step(step, 1e-3);
                    }
                });
            }
            assertThat(torch.manager().getManagedArrays()).hasSize(before);
        }
    }

    private static TrainedMlp train(TrainingSettings settings, Path checkpoint, EpochListener listener) {
        return new MlpTrainer(settings, Toy.SHAPE, checkpoint).train(TRAINING, VALIDATION, "x", listener);
    }
}
