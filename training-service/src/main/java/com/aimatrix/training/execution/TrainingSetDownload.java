package com.aimatrix.training.execution;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.kit.client.ServiceClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;

/**
 * Streams a training set's content to a file: the HTTP interface would hold all of it in memory, and millions of rows
 * do not fit.
 */
@Component
class TrainingSetDownload {

    private final ServiceClients clients;
    private final HttpClient http;

    TrainingSetDownload(ServiceClients clients) {
        this.clients = clients;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(clients.addresses().connectTimeout())
                .build();
    }

    /**
     * @return the file, whole and with the hash that was announced
     * @throws IOException when it did not come, or not whole: it may come the next time
     * @throws JobFailed when it is not there, or is something else
     */
    Path to(TrainingSet set, Path file) throws IOException {
        Path part = AtomicFile.part(file);
        HttpResponse<InputStream> answer = ask(set.id());
        try (InputStream body = answer.body();
                OutputStream out = Files.newOutputStream(part)) {
            if (answer.statusCode() >= 500) {
                throw new IOException(
                        "the content of training set %s was answered with %d".formatted(set.id(), answer.statusCode()));
            }
            if (answer.statusCode() != 200) {
                throw new JobFailed("the content of training set %s was answered with %d, expected 200"
                        .formatted(set.id(), answer.statusCode()));
            }
            body.transferTo(out);
        }
        String sha256 = sha256(part);
        if (!sha256.equals(set.sha256())) {
            throw new IOException(
                    "training set %s came with the hash %s, expected %s".formatted(set.id(), sha256, set.sha256()));
        }
        AtomicFile.finish(part, file);
        return file;
    }

    private HttpResponse<InputStream> ask(String id) throws IOException {
        URI uri = clients.addresses().featureUrl().resolve("/api/v1/features/training-sets/" + id + "/content");
        var request = HttpRequest.newBuilder(uri)
                .timeout(clients.addresses().readTimeout())
                .build();
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String sha256(Path gzip) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(gzip), 1 << 16);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.begin())) {
            in.transferTo(out);
            return Sha256.hex(out.getMessageDigest());
        }
    }
}
