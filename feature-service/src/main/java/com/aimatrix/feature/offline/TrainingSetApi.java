package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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

    @GetMapping("/{id}")
    TrainingSet get(@PathVariable("id") String id) {
        return jobs.get(id);
    }

    @GetMapping("/{id}/content")
    ResponseEntity<Resource> content(@PathVariable("id") String id) {
        var file = ContentDisposition.attachment().filename(id + ".csv.gz").build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/gzip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(new FileSystemResource(jobs.content(id)));
    }
}
