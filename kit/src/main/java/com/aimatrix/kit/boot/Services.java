package com.aimatrix.kit.boot;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** Prepares the Spring application of a service; the same for its own process and for one JVM with all of them. */
public final class Services {

    private Services() {}

    /**
     * An application that reads {@code <name>.yml} as its configuration file: on the flat class path of the standalone
     * JVM only one {@code application.yml} would be found.
     *
     * @param application the class with {@link AimatrixService}
     * @param name for example {@code feature-service}
     */
    public static SpringApplicationBuilder prepare(Class<?> application, String name) {
        return new SpringApplicationBuilder(application)
                .properties(
                        "spring.config.name=" + name,
                        "spring.application.name=" + name,
                        "spring.jmx.enabled=false",
                        "spring.main.banner-mode=off",
                        "spring.mvc.problemdetails.enabled=true",
                        "spring.jpa.open-in-view=false",
                        "spring.jpa.hibernate.ddl-auto=none",
                        "spring.threads.virtual.enabled=false",
                        "server.tomcat.threads.max=64",
                        "server.tomcat.threads.min-spare=4",
                        "server.tomcat.max-keep-alive-requests=-1",
                        "server.tomcat.max-swallow-size=128MB",
                        "server.max-http-request-header-size=64KB",
                        "server.tomcat.max-parameter-count=10000",
                        "server.shutdown=graceful",
                        "spring.lifecycle.timeout-per-shutdown-phase=10s",
                        "spring.servlet.multipart.enabled=false",
                        "management.endpoints.web.exposure.include=health,info,prometheus",
                        "management.endpoint.health.probes.enabled=true",
                        "management.endpoint.health.group.readiness.include=readinessState,db",
                        "management.metrics.tags.application=" + name,
                        "spring.cloud.gateway.server.webmvc.enabled=false",
                        "springdoc.api-docs.path=/v3/api-docs",
                        "springdoc.swagger-ui.path=/swagger-ui.html",
                        "aimatrix.database.url=jdbc:postgresql://localhost:5432/aimatrix",
                        "aimatrix.kafka.bootstrap-servers=localhost:9092",
                        "aimatrix.kafka.namespace=",
                        "spring.kafka.bootstrap-servers=${aimatrix.kafka.bootstrap-servers}",
                        "spring.kafka.producer.key-serializer=org.apache.kafka.common.serialization.StringSerializer",
                        "spring.kafka.producer.value-serializer=org.apache.kafka.common.serialization.ByteArraySerializer",
                        "spring.kafka.producer.acks=all",
                        "spring.kafka.producer.compression-type=lz4",
                        "spring.kafka.consumer.key-deserializer=org.apache.kafka.common.serialization.StringDeserializer",
                        "spring.kafka.consumer.value-deserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer",
                        "spring.kafka.consumer.group-id=${aimatrix.kafka.namespace:}" + name,
                        "spring.kafka.consumer.auto-offset-reset=earliest",
                        "spring.kafka.consumer.enable-auto-commit=false",
                        "spring.kafka.admin.fail-fast=true");
    }
}
