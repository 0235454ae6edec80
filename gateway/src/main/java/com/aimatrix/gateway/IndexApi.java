package com.aimatrix.gateway;

import com.aimatrix.kit.client.ServiceAddresses;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page at {@code /}: what lies where. */
@RestController
class IndexApi {

    private final List<Backend> backends;

    IndexApi(ServiceAddresses addresses) {
        this.backends = Backend.all(addresses);
    }

    /** @param api where a person reads and tries every service's API */
    record Index(String name, String api, String health, String metrics, List<Entry> services) {}

    /** @param path what its addresses begin with; @param openApi its OpenAPI document */
    record Entry(String service, String path, String openApi) {}

    @Operation(summary = "The addresses of the platform")
    @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
    Index index() {
        return new Index(
                "AIMatrix ML",
                "/swagger-ui.html",
                "/actuator/health",
                "/actuator/prometheus",
                backends.stream()
                        .map(each -> new Entry(each.name(), each.path(), each.docs()))
                        .toList());
    }

    @Operation(hidden = true)
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        var rows = new StringBuilder();
        for (Entry each : index().services()) {
            rows.append("<tr><td>%s</td><td>%s</td><td><a href=\"%s\">OpenAPI</a></td></tr>%n"
                    .formatted(each.service(), each.path(), each.openApi()));
        }
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>AIMatrix ML</title>
                <style>body{font:16px system-ui;margin:3rem} td{padding:.2rem 1.5rem .2rem 0}</style>
                <h1>AIMatrix ML</h1>
                <p><a href="/swagger-ui.html">Read and try the APIs</a> ·
                <a href="/actuator/health">Health</a> · <a href="/actuator/prometheus">Metrics</a></p>
                <table>
                %s</table></html>
                """.formatted(rows);
    }
}
