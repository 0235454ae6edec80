package com.aimatrix.feature.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** An encoder is tried in another process, which it may take with it. */
class EncoderCheckIT {

    private static final String HASHED = "{\"buckets\": 50}";

    @TempDir
    private Path folder;

    private int check(EncoderUpload upload, Duration limit) throws IOException {
        var settings = new EncoderSettings(
                DataSize.ofMegabytes(64), limit, DataSize.ofMegabytes(128), 1, Duration.ofSeconds(1));
        return new EncoderCheck(settings, JsonMapper.shared()).dimension(upload.in(folder));
    }

    @Test
    void oneThatEndsItsProcessIsRefused() {
        // The interpreter of PyTorch 2.7 leaves a remainder of integers to the processor, and so a division by 0.
        byte[] fatal = TorchScriptFile.of("input_ids: Tensor", "Tensor", """
                _0 = torch.remainder(1, torch.sub(torch.dim(input_ids), 2))
                return torch.unsqueeze(torch.to(torch.add(input_ids, _0), 6), 2)
                """);
        var upload = EncoderUpload.of("model.pt", fatal).with("encoder.json", HASHED);
        assertThatThrownBy(() -> check(upload, Duration.ofSeconds(60)))
                .isInstanceOf(InvalidEncoder.class)
                .hasMessageContaining("ended the process");
    }

    @Test
    void oneThatNeverEndsIsRefused() {
        byte[] endless = TorchScriptFile.of("input_ids: Tensor", "Tensor", """
                _0 = torch.to(input_ids, 6)
                _1 = _0
                _2 = True
                while _2:
                  _1 = torch.add(_1, _0)
                return torch.unsqueeze(_1, 2)
                """);
        var upload = EncoderUpload.of("model.pt", endless).with("encoder.json", HASHED);
        assertThatThrownBy(() -> check(upload, Duration.ofSeconds(6)))
                .isInstanceOf(InvalidEncoder.class)
                .hasMessageContaining("longer than 6 s");
    }

    @Test
    void theProcessIsFoundInsideTheExecutableJar() throws Exception {
        var upload = EncoderUpload.of("model.pt", TorchScriptFile.sines(5)).with("vocab.txt", "[UNK]\n[CLS]\n[SEP]\n");
        Path answer = folder.resolve("answer.json");
        Path printed = folder.resolve("check.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("executable.jar"),
                        "-Dloader.main=" + EncoderCheckMain.class.getName(),
                        "org.springframework.boot.loader.launch.PropertiesLauncher",
                        upload.in(folder).toString(),
                        answer.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(printed.toFile()))
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(answer).as(Files.readString(printed)).content().contains("\"dimension\":5");
        } finally {
            process.destroyForcibly();
        }
    }
}
