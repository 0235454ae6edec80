package com.aimatrix.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service as a container runs it: one jar, whose nested classes the worker process must find too. */
class ExecutableJarIT {

    @Test
    void itsWorkerTrainsFromInsideTheJar(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("service.log");
        try (var world = new TestWorld()) {
            TestInstance front = world.start("workers=0");
            Process jar = world.startJar(log, "workers=1");
            try {
                JsonNode run = front.awaitEnd(front.order(Documents.quick("from the jar")));

                assertThat(run.get("status").asString()).as(() -> readable(log)).isEqualTo("FINISHED");
            } finally {
                jar.destroyForcibly();
            }
        }
    }

    private static String readable(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
