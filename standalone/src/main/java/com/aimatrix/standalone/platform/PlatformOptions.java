package com.aimatrix.standalone.platform;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a platform is started with.
 *
 * @param host        that the gateway listens on; the services always stay on loopback
 * @param port        of the gateway
 * @param databaseUrl JDBC URL of a PostgreSQL with pgvector to use instead of the embedded one
 * @param settings    YAML file with settings by service, if any
 */
public record PlatformOptions(
        PlatformFolder folder, String host, int port, Optional<String> databaseUrl, Optional<Path> settings) {}
