package com.aimatrix.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM for tests to kill: starts Kafka in the folder given, says where it listens and waits. */
final class KeepsKafkaRunning {

    private KeepsKafkaRunning() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedKafkaServer server = EmbeddedKafkaServer.start(Path.of(arguments[0]), 0);
        System.out.println("ready " + server.bootstrapServers());
        System.in.read();
    }
}
