package com.aimatrix.feature.batch;

import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Uploaded tables over HTTP: CSV with a header, or Parquet. */
@RestController
@RequestMapping("/api/v1/features/uploads")
class UploadApi {

    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final int MOST = 1_000;

    private final Uploads uploads;
    private final UploadStore store;

    UploadApi(Uploads uploads, UploadStore store) {
        this.uploads = uploads;
        this.store = store;
    }

    @PostMapping(consumes = CSV)
    @ResponseStatus(HttpStatus.CREATED)
    Upload postCsv(@RequestParam("name") String name, InputStream body) throws IOException {
        return keep(name, Upload.Format.CSV, body);
    }

    @PostMapping(consumes = PARQUET)
    @ResponseStatus(HttpStatus.CREATED)
    Upload postParquet(@RequestParam("name") String name, InputStream body) throws IOException {
        return keep(name, Upload.Format.PARQUET, body);
    }

    /** For clients that know no media type of their file. */
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Upload postFile(@RequestParam("name") String name, @RequestParam("format") String format, InputStream body)
            throws IOException {
        return switch (format) {
            case "csv" -> keep(name, Upload.Format.CSV, body);
            case "parquet" -> keep(name, Upload.Format.PARQUET, body);
            default -> throw ApiProblem.badField("format", "expected csv or parquet, got " + format);
        };
    }

    private Upload keep(String name, Upload.Format format, InputStream body) throws IOException {
        BatchName.check(name);
        return uploads.keep(name, format, body);
    }

    /** Newest first. */
    @GetMapping
    List<Upload> list(@RequestParam(name = "limit", defaultValue = "100") int limit) {
        return store.list(Math.min(Math.max(limit, 1), MOST));
    }

    @GetMapping("/{id}")
    Upload get(@PathVariable("id") String id) {
        return uploads.get(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("id") String id) throws IOException {
        uploads.delete(id);
    }
}
