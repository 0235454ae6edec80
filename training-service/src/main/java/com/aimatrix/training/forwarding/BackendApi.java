package com.aimatrix.training.forwarding;

import com.aimatrix.training.forwarding.Backends.Report;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Servers that are told what is logged here, over HTTP. */
@RestController
class BackendApi {

    private final Backends backends;

    BackendApi(Backends backends) {
        this.backends = backends;
    }

    @GetMapping("/api/v1/training/backends")
    BackendList all() {
        return new BackendList(backends.all());
    }

    record BackendList(List<Report> backends) {}
}
