package com.aimatrix.feature.encoder;

import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.work.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Checks an encoder in a process of its own, because an abort in native code takes its whole JVM with it. */
@Component
class EncoderCheck {

    private static final Logger log = LoggerFactory.getLogger(EncoderCheck.class);
    private static final int LONGEST_LOG = 4_000;

    private final EncoderSettings settings;
    private final JsonMapper json;

    /** A network takes memory: one is checked at a time. */
    private final Semaphore turn = new Semaphore(1);

    EncoderCheck(EncoderSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /**
     * Loads the encoder of a folder and tries it.
     *
     * @return numbers in a vector
     * @throws InvalidEncoder when it cannot be used
     */
    int dimension(Path folder) throws IOException {
        if (!turn.tryAcquire()) {
            throw ApiProblem.unavailable("encoder-check-busy", "another encoder is being checked; try again");
        }
        try {
            return tried(folder);
        } finally {
            turn.release();
        }
    }

    private int tried(Path folder) throws IOException {
        Path work = Files.createTempDirectory("aimatrix-encoder");
        try {
            CheckAnswer answer = ask(folder, work);
            if (answer.problem() != null) {
                throw new InvalidEncoder(answer.field(), answer.problem());
            }
            return answer.dimension();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.unavailable("stopping", "the service is stopping; try again");
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private CheckAnswer ask(Path folder, Path work) throws IOException, InterruptedException {
        Path answer = work.resolve("answer.json");
        Path printed = work.resolve("check.log");
        var jvm = new ChildJvm(EncoderCheckMain.class, settings.checkHeap(), work.resolve("crash.log"));
        Process process = new ProcessBuilder(jvm.command(folder.toString(), answer.toString()))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(printed.toFile()))
                .start();
        try {
            if (!process.waitFor(settings.checkTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return CheckAnswer.bad(
                        "model",
                        "loading it and encoding a few texts took longer than %d s"
                                .formatted(settings.checkTimeout().toSeconds()));
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0 || !Files.exists(answer)) {
            log.warn("The check of an encoder ended with exit code {}: {}", process.exitValue(), beginning(printed));
            return CheckAnswer.bad(
                    "model", "it ended the process that tried it (exit code %d)".formatted(process.exitValue()));
        }
        return json.readValue(answer.toFile(), CheckAnswer.class);
    }

    /** A library may print without end. */
    private static String beginning(Path file) throws IOException {
        try (InputStream text = Files.newInputStream(file)) {
            return new String(text.readNBytes(LONGEST_LOG), StandardCharsets.UTF_8);
        }
    }
}
