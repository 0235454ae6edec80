package com.aimatrix.training.tensorboard;

import com.aimatrix.training.tracking.TrackedRun;
import com.aimatrix.training.tracking.TrackedRuns;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Event files over HTTP. */
@RestController
class TensorBoardApi {

    private final TrackedRuns runs;
    private final RunEvents events;

    TensorBoardApi(TrackedRuns runs, RunEvents events) {
        this.runs = runs;
        this.events = events;
    }

    /** What a run has logged until now, as one event file; it is made before it is sent, so that no client can hold up the database. */
    @GetMapping("/api/v1/training/runs/{id}/tensorboard")
    void get(@PathVariable String id, HttpServletResponse response) throws IOException {
        TrackedRun run = runs.get(id);
        Path file = Files.createTempFile("run-", ".tfevents");
        try {
            events.write(run, file);
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(RunEvents.name(run)));
            response.setContentLengthLong(Files.size(file));
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
