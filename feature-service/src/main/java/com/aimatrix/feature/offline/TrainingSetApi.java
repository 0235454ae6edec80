package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Training sets over HTTP. */
@RestController
@RequestMapping("/api/v1/features/training-sets")
class TrainingSetApi {

    private final TrainingSetJobs jobs;

    TrainingSetApi(TrainingSetJobs jobs) {
        this.jobs = jobs;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    TrainingSet create(@RequestBody TrainingSetRequest request) {
        return jobs.create(request);
    }

    /** Newest first. */
    @GetMapping
    List<TrainingSet> list(@RequestParam(name = "limit", defaultValue = "100") int limit) {
        return jobs.list(Math.min(Math.max(limit, 1), 1_000));
    }

    @GetMapping("/{id}")
    TrainingSet get(@PathVariable("id") String id) {
        return jobs.get(id);
    }

    @PostMapping("/{id}/cancel")
    TrainingSet cancel(@PathVariable("id") String id) {
        return jobs.cancel(id);
    }

    @PostMapping("/{id}/resume")
    TrainingSet resume(@PathVariable("id") String id) {
        return jobs.resume(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("id") String id) throws IOException {
        jobs.delete(id);
    }

    @GetMapping("/{id}/content")
    ResponseEntity<Resource> content(@PathVariable("id") String id) throws IOException {
        Path content = jobs.content(id);
        String type = switch (TrainingSetPlan.format(jobs.get(id).request())) {
            case CSV -> "application/gzip";
            case PARQUET -> "application/vnd.apache.parquet";
            case ARROW -> "application/vnd.apache.arrow.file";
        };
        var name =
                ContentDisposition.attachment().filename(content.getFileName().toString());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, name.build().toString())
                .body(new FileSystemResource(content));
    }
}
