package com.aimatrix.training.archive;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.archive.RunImport.Imported;
import com.aimatrix.training.artifact.RunFiles;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runs as zips, over HTTP. */
@RestController
@RequestMapping("/api/v1/training/runs")
class RunArchiveApi {

    private static final String ZIP = "application/zip";

    private final RunDescriptions descriptions;
    private final RunExport export;
    private final Imports imports;

    RunArchiveApi(RunDescriptions descriptions, RunExport export, Imports imports) {
        this.descriptions = descriptions;
        this.export = export;
        this.imports = imports;
    }

    /** Once it has begun, a failure breaks the connection off: what came would look complete. */
    @GetMapping("/{id}/export")
    void export(@PathVariable String id, HttpServletResponse response) throws IOException {
        ArchivedRun run = descriptions.of(id);
        String folder = RunFiles.folder(run.run().artifactUri())
                .orElseThrow(() -> ApiProblem.conflict(
                        "artifacts-elsewhere",
                        "the files of run %s lie at %s, where this server does not reach"
                                .formatted(id, run.run().artifactUri())));
        response.setContentType(ZIP);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"run-%s.zip\"".formatted(id));
        try {
            export.write(run, folder, response.getOutputStream());
        } catch (IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                response.reset();
            }
            throw e;
        }
    }

    /**
     * Makes a run of a zip.
     *
     * @param experimentId where to, or null
     * @param experiment its name instead; made when there is none. Without both it is that of the archive
     */
    @PostMapping(
            path = "/import",
            consumes = {ZIP, "application/octet-stream"})
    @ResponseStatus(HttpStatus.CREATED)
    Answer take(
            @RequestParam(name = "experiment_id", required = false) Long experimentId,
            @RequestParam(required = false) String experiment,
            HttpServletRequest request)
            throws IOException {
        if (experimentId != null && experiment != null) {
            throw ApiProblem.badField("experiment", "expected a name or an experiment_id, got both");
        }
        if (experiment != null && experiment.isBlank()) {
            throw ApiProblem.badField("experiment", "expected a name, got none");
        }
        try {
            Imported made = imports.take(request.getInputStream(), experimentId, experiment);
            return new Answer(
                    made.run().id(),
                    made.run().name(),
                    String.valueOf(made.run().experimentId()),
                    made.run().artifactUri(),
                    made.missingModels());
        } catch (BadArchive e) {
            throw ApiProblem.badField(e.entry(), e.getMessage());
        }
    }

    /** @param missingModels ids of logged models that the run names and that are not on this server */
    record Answer(
            @JsonProperty("run_id") String runId,
            @JsonProperty("run_name") String runName,
            @JsonProperty("experiment_id") String experimentId,
            @JsonProperty("artifact_uri") String artifactUri,
            @JsonProperty("missing_models") List<String> missingModels) {}
}
