package com.aimatrix.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller in this JVM, on loopback, its data in a folder that lasts. An acknowledged
 * record survives the killing of this JVM. Topics are created by whoever needs them, never by a mere mention.
 */
public final class EmbeddedKafkaServer implements AutoCloseable {

    private static final int NODE_ID = 1;

    private final DataFolder folder;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafkaServer(DataFolder folder, KafkaRaftServer server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the server and waits until it answers: about three seconds.
     *
     * @param dataFolder made when missing; one server at a time
     * @param port       the broker's port on loopback, or 0 for a free one; the controller takes a free one
     * @throws EmbeddedServerException when it cannot start
     */
    public static EmbeddedKafkaServer start(Path dataFolder, int port) {
        DataFolder folder = DataFolder.open(dataFolder, "Kafka");
        try {
            int brokerPort = LoopbackPort.claim(port, "Kafka");
            int controllerPort = LoopbackPort.claim(0, "Kafka's controller");
            Path data = folder.resolve("data");
            formatOnce(data);
            KafkaRaftServer server = new KafkaRaftServer(
                    new KafkaConfig(settings(data, brokerPort, controllerPort), false), Time.SYSTEM);
            startup(server, data);
            return new EmbeddedKafkaServer(folder, server, brokerPort);
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    private static void startup(KafkaRaftServer server, Path data) {
        try {
            server.startup();
        } catch (KafkaException failure) {
            server.shutdown();
            server.awaitShutdown();
            throw new EmbeddedServerException(
                    "Kafka cannot start on its data in %s: %s.".formatted(data, failure.getMessage()), failure);
        }
    }

    /** Killed in the middle, the next start formats again what is missing. */
    private static void formatOnce(Path data) {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString());
        FutureTask<Void> format = new FutureTask<>(() -> {
            Files.createDirectories(data);
            formatter.run();
            return null;
        });
        format.run();
        try {
            format.get();
        } catch (ExecutionException failure) {
            throw new EmbeddedServerException(
                    "Kafka's data cannot be created in %s: %s."
                            .formatted(data, failure.getCause().getMessage()),
                    failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("The creation of Kafka's data was interrupted.", interrupted);
        }
    }

    /** A node for one machine: nothing is replicated, nobody is waited for, buffers and thread pools are small. */
    private static Map<String, String> settings(Path data, int brokerPort, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("log.dirs", data.toString());
        settings.put(
                "listeners", "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(brokerPort, controllerPort));
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + brokerPort);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, controllerPort));
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.replica.fetchers", "1");
        settings.put("metric.reporters", "");
        return settings;
    }

    /** For example {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Shuts down in order and waits for it. */
    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            folder.close();
        }
    }
}
