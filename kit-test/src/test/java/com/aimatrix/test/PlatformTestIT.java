package com.aimatrix.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class PlatformTestIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Value("${aimatrix.kafka.namespace}")
    String namespace;

    @Test
    void theServiceIsReadyOnADatabaseOfItsOwn() throws IOException, InterruptedException {
        HttpResponse<String> readiness = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select count(*) from example.note")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("aimatrix_example");
    }

    @Test
    void itsTopicsAreItsOwn() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()))) {
            assertThat(admin.listTopics().names().get()).anyMatch(name -> name.startsWith(namespace));
        }
    }
}
