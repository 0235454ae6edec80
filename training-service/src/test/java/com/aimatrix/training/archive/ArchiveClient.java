package com.aimatrix.training.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends and fetches archives, and takes them apart. */
final class ArchiveClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    ArchiveClient(int port) {
        this.base = "http://127.0.0.1:%d/api/v1/training/runs/".formatted(port);
    }

    byte[] export(String runId) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = fetch(runId, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        return answer.body();
    }

    <T> HttpResponse<T> fetch(String runId, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("%s%s/export".formatted(base, runId)))
                        .build(),
                handler);
    }

    HttpResponse<String> send(BodyPublisher zip, String query) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("%simport%s".formatted(base, query)))
                        .header("Content-Type", "application/zip")
                        .POST(zip)
                        .build(),
                BodyHandlers.ofString());
    }

    /** The answer to an import that must succeed. */
    JsonNode take(byte[] zip, String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(BodyPublishers.ofByteArray(zip), query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body());
    }

    static Map<String, byte[]> entries(byte[] zip) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                entries.put(each.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
