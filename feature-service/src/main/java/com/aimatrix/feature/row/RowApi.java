package com.aimatrix.feature.row;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writes the values of views without a source. */
@RestController
@RequestMapping("/api/v1/features")
class RowApi {

    private static final int MOST_ROWS = 10_000;

    private final Rows rows;

    RowApi(Rows rows) {
        this.rows = rows;
    }

    /** @param to null is ONLINE_AND_OFFLINE */
    record WriteRequest(List<Rows.Row> rows, RowStore.Target to) {}

    @PostMapping("/views/{name}/values")
    Rows.Written write(@PathVariable("name") String name, @RequestBody WriteRequest request) {
        if (request.rows() == null
                || request.rows().size() > MOST_ROWS
                || request.rows().contains(null)) {
            throw ApiProblem.badField("rows", "expected a list of at most %d rows, none null".formatted(MOST_ROWS));
        }
        RowStore.Target target = request.to() == null ? RowStore.Target.ONLINE_AND_OFFLINE : request.to();
        return rows.write(name, request.rows(), target);
    }
}
