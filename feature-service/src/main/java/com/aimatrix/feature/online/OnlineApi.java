package com.aimatrix.feature.online;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads features, and writes the values of stored views. */
@RestController
@RequestMapping("/api/v1/features")
class OnlineApi {

    private static final int MOST_ROWS = 10_000;

    private final OnlineReads reads;
    private final StoredValues values;

    OnlineApi(OnlineReads reads, StoredValues values) {
        this.reads = reads;
        this.values = values;
    }

    @PostMapping("/online")
    OnlineResponse read(@RequestBody OnlineRequest request) {
        return reads.read(request);
    }

    record WriteRequest(List<StoredValues.Row> rows) {}

    record WriteResponse(int written) {}

    @PostMapping("/views/{name}/values")
    WriteResponse write(@PathVariable("name") String name, @RequestBody WriteRequest request) {
        if (request.rows() == null
                || request.rows().size() > MOST_ROWS
                || request.rows().contains(null)) {
            throw ApiProblem.badField("rows", "expected a list of at most %d rows, none null".formatted(MOST_ROWS));
        }
        return new WriteResponse(values.write(name, request.rows()));
    }
}
