package com.aimatrix.training.run;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.model.architecture.LayerGraph;
import com.aimatrix.training.worker.WorkFolder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The layers of what a run has trained, over HTTP. */
@RestController
@RequestMapping("/api/v1/training/runs/{id}")
class ArchitectureApi {

    private static final String SVG = "image/svg+xml";

    private final Runs runs;
    private final RunFolders folders;

    ArchitectureApi(Runs runs, RunFolders folders) {
        this.runs = runs;
        this.folders = folders;
    }

    @Operation(summary = "The layers of the model that a run has trained, with shapes, parameters and costs")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = LayerGraph.class)),
                @Content(mediaType = SVG)
            })
    @GetMapping(
            path = "/architecture",
            produces = {MediaType.APPLICATION_JSON_VALUE, SVG})
    ResponseEntity<byte[]> architecture(
            @PathVariable String id,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE)
                    String accept)
            throws IOException {
        return wantsSvg(accept) ? drawing(id) : answer(id, WorkFolder.ARCHITECTURE_JSON, MediaType.APPLICATION_JSON);
    }

    @Operation(summary = "The same as a drawing")
    @GetMapping(path = "/architecture.svg", produces = SVG)
    ResponseEntity<byte[]> drawing(@PathVariable String id) throws IOException {
        return answer(id, WorkFolder.ARCHITECTURE_SVG, MediaType.valueOf(SVG));
    }

    private ResponseEntity<byte[]> answer(String id, String file, MediaType type) throws IOException {
        runs.get(id);
        byte[] content = folders.readFromRun(id, file)
                .orElseThrow(() -> ApiProblem.notFound(
                        "architecture-not-found",
                        "run %s has no architecture: expected one that was trained here and has finished its training"
                                .formatted(id)));
        return ResponseEntity.ok().contentType(type).body(content);
    }

    /** JSON unless SVG is preferred. */
    private static boolean wantsSvg(String accept) {
        List<MediaType> accepted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(accepted);
        for (MediaType each : accepted) {
            if (each.isCompatibleWith(MediaType.APPLICATION_JSON)) {
                return false;
            }
            if (each.isCompatibleWith(MediaType.valueOf(SVG))) {
                return true;
            }
        }
        return false;
    }
}
