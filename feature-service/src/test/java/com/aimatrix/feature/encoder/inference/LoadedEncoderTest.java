package com.aimatrix.feature.encoder.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.feature.encoder.EncoderUpload;
import com.aimatrix.feature.encoder.OnnxFile;
import com.aimatrix.feature.encoder.TorchScriptFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedEncoderTest {

    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    /** 0 [PAD], 1 [UNK], 2 [CLS], 3 [SEP], 4 cat, 5 dog, 6 play, 7 ##ing, 8 the. */
    private static final String VOCABULARY = "[PAD]\n[UNK]\n[CLS]\n[SEP]\ncat\ndog\nplay\n##ing\nthe\n";

    @TempDir
    private Path folder;

    private static float[][] table(int rows, int numbers) {
        var random = new SplittableRandom(1);
        float[][] table = new float[rows][numbers];
        for (float[] row : table) {
            for (int i = 0; i < numbers; i++) {
                row[i] = (float) random.nextDouble(-1, 1);
            }
        }
        return table;
    }

    private float[][] vectors(EncoderUpload upload, String... texts) {
        try (var encoder = LoadedEncoder.load(EncoderFolder.open(upload.in(folder)))) {
            return encoder.vectors(List.of(texts), Supplier::get);
        }
    }

    private static float[] mean(float[][] table, int... tokens) {
        float[] mean = new float[table[0].length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (int token : tokens) {
                sum += table[token][i];
            }
            mean[i] = (float) (sum / tokens.length);
        }
        return mean;
    }

    private static int bucket(long hash, int buckets) {
        return (int) (1 + hash % (buckets - 1));
    }

    @Test
    void anOnnxNetworkTakesHashedWords() {
        float[][] table = table(1000, 4);
        // mmh3.hash("foo", 0, signed=False) and of "hello" of Python's mmh3.
        int foo = bucket(4138058784L, 1000);
        int hello = bucket(613153351L, 1000);
        var upload =
                EncoderUpload.of("model.onnx", OnnxFile.ofTexts(table)).with("encoder.json", "{\"buckets\": 1000}");
        float[][] vectors = vectors(upload, "Hello, foo!", "foo", "  ...  ", "hello");
        assertThat(vectors[0]).containsExactly(mean(table, hello, foo), CLOSE);
        assertThat(vectors[1]).containsExactly(table[foo], CLOSE);
        assertThat(vectors[2]).as("a text without words").isNull();
        assertThat(vectors[3]).containsExactly(table[hello], CLOSE);
    }

    @Test
    void longTextsGoThroughTheNetworkInSmallerBatches() {
        var upload = EncoderUpload.of("model.onnx", OnnxFile.ofTexts(table(1000, 4)))
                .with("encoder.json", "{\"buckets\": 1000, \"maxLength\": 8192}");
        try (var encoder = LoadedEncoder.load(EncoderFolder.open(upload.in(folder)))) {
            assertThat(encoder.batchOf("hello")).isEqualTo(64);
            assertThat(encoder.batchOf("hello ".repeat(1_000))).isEqualTo(8);
            assertThat(encoder.batchOf("hello ".repeat(9_000))).isEqualTo(1);
            String text = "hello ".repeat(1_000);
            assertThat(encoder.vectors(Collections.nCopies(10, text), Supplier::get))
                    .hasDimensions(10, 4);
        }
    }

    @Test
    void aBertVocabularyIsReadAsBertReadsIt() {
        float[][] table = table(9, 4);
        var upload = EncoderUpload.of("model.onnx", OnnxFile.ofTokens(table)).with("vocab.txt", VOCABULARY);
        float[][] vectors = vectors(upload, "The CAT, playing", "dóg", "unknown", "");
        assertThat(vectors[0]).containsExactly(mean(table, 2, 8, 4, 1, 6, 7, 3), CLOSE);
        assertThat(vectors[1]).as("accents do not count").containsExactly(mean(table, 2, 5, 3), CLOSE);
        assertThat(vectors[2]).containsExactly(mean(table, 2, 1, 3), CLOSE);
        assertThat(vectors[3]).containsExactly(mean(table, 2, 3), CLOSE);
    }

    @Test
    void caseCountsWhenItIsSaidSo() {
        float[][] table = table(9, 4);
        var upload = EncoderUpload.of("model.onnx", OnnxFile.ofTokens(table))
                .with("vocab.txt", VOCABULARY)
                .with("encoder.json", "{\"lower_case\": false}");
        float[][] vectors = vectors(upload, "cat", "Cat");
        assertThat(vectors[0]).containsExactly(mean(table, 2, 4, 3), CLOSE);
        assertThat(vectors[1]).containsExactly(mean(table, 2, 1, 3), CLOSE);
    }

    @Test
    void aLongTextIsCutAndKeepsItsEnds() {
        float[][] table = table(9, 4);
        var upload = EncoderUpload.of("model.onnx", OnnxFile.ofTokens(table))
                .with("vocab.txt", VOCABULARY)
                .with("encoder.json", "{\"maxLength\": 4}");
        assertThat(vectors(upload, "cat dog cat dog cat")[0]).containsExactly(mean(table, 2, 4, 5, 3), CLOSE);
    }

    @Test
    void aTokenizerOfHuggingFaceIsUsedAsItIs() {
        float[][] table = table(9, 4);
        var upload = EncoderUpload.of("model.onnx", OnnxFile.ofTokens(table)).with("tokenizer.json", """
                {"version": "1.0", "truncation": null, "padding": {"strategy": {"Fixed": 16}, "direction": "Right",
                 "pad_to_multiple_of": null, "pad_id": 0, "pad_type_id": 0, "pad_token": "x"},
                 "added_tokens": [], "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
                 "post_processor": null, "decoder": null,
                 "model": {"type": "WordLevel", "vocab": {"x": 0, "red": 1, "blue": 2, "?": 3}, "unk_token": "?"}}""");
        float[][] vectors = vectors(upload, "Red blue green", "blue");
        assertThat(vectors[0]).containsExactly(mean(table, 1, 2, 3), CLOSE);
        assertThat(vectors[1]).as("without padding").containsExactly(table[2], CLOSE);
    }

    @Test
    void theVectorOfTheFirstTokenIsTakenAndBroughtToTheLengthOne() {
        float[][] table = table(9, 4);
        var upload = EncoderUpload.of("model.onnx", OnnxFile.ofTokens(table))
                .with("vocab.txt", VOCABULARY)
                .with("encoder.json", "{\"pooling\": \"cls\", \"normalize\": true}");
        float[] vector = vectors(upload, "cat")[0];
        double length = Math.sqrt(dot(table[2], table[2]));
        for (int i = 0; i < 4; i++) {
            assertThat(vector[i]).isCloseTo((float) (table[2][i] / length), CLOSE);
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void aTorchScriptNetworkGivesOneVectorPerToken() {
        var upload = EncoderUpload.of("model.pt", TorchScriptFile.sines(3)).with("vocab.txt", VOCABULARY);
        float[] vector = vectors(upload, "the", "cat dog")[1];
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int token : new int[] {2, 4, 5, 3}) {
                sum += Math.sin(token * (i + 1));
            }
            assertThat(vector[i]).isCloseTo((float) (sum / 4), CLOSE);
        }
    }

    @Test
    void oneOfSeveralOutputsIsChosen() {
        byte[] several = TorchScriptFile.of("input_ids: Tensor", "Tuple[Tensor, Tensor]", """
                _0 = torch.to(input_ids, 6)
                return (_0, torch.unsqueeze(torch.mean(_0, [1]), 1))
                """);
        var upload = EncoderUpload.of("model.pt", several)
                .with("vocab.txt", VOCABULARY)
                .with("encoder.json", "{\"inputs\": [\"input_ids\"], \"output\": \"1\"}");
        assertThat(vectors(upload, "cat")[0]).containsExactly(3);
        upload.with("encoder.json", "{\"inputs\": [\"input_ids\"], \"output\": \"2\"}");
        assertThatThrownBy(() -> vectors(upload, "cat"))
                .isInstanceOf(InvalidEncoder.class)
                .extracting("field")
                .isEqualTo("encoder.json.output");
    }

    @Test
    void aTextHasTheSameVectorAloneAndAmongOthers() {
        var upload = EncoderUpload.of("model.pt", TorchScriptFile.sines(8)).with("vocab.txt", VOCABULARY);
        String[] texts = new String[200];
        var random = new SplittableRandom(3);
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "cat dog the playing ".repeat(random.nextInt(1, 5)) + (i % 2 == 0 ? "cat" : "dog");
        }
        float[][] together = vectors(upload, texts);
        for (int i = 0; i < texts.length; i += 20) {
            assertThat(together[i]).containsExactly(vectors(upload, texts[i])[0], CLOSE);
        }
    }

    @Test
    void poolingThatDoesNotFitTheNetworkIsRefused() {
        float[][] table = table(9, 4);
        var upload = EncoderUpload.of("model.onnx", OnnxFile.ofTexts(table))
                .with("vocab.txt", VOCABULARY)
                .with("encoder.json", "{\"pooling\": \"mean\"}");
        assertThatThrownBy(() -> vectors(upload, "cat")).hasMessageContaining("one vector per text");
        upload.with("model.onnx", OnnxFile.ofTokens(table)).with("encoder.json", "{\"pooling\": \"none\"}");
        assertThatThrownBy(() -> vectors(upload, "cat")).hasMessageContaining("one vector per token");
    }
}
