package com.aimatrix.standalone.platform;

import com.aimatrix.embedded.Durability;
import com.aimatrix.embedded.EmbeddedKafkaServer;
import com.aimatrix.embedded.EmbeddedPostgresServer;
import com.aimatrix.gateway.GatewayApplication;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole platform in this JVM: the servers, then the services, then the gateway; stopped in the opposite order. */
public final class Platform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final PlatformOptions options;
    private final Consumer<String> progress;
    private final SettingsFile file;
    private final Deque<Runnable> parts = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param progress gets one line for each thing done
     * @throws PlatformProblem when the settings file cannot be used
     */
    public Platform(PlatformOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.file = options.settings().map(SettingsFile::read).orElseGet(SettingsFile::none);
    }

    /**
     * Starts everything and waits until everything answers.
     *
     * @throws RuntimeException when a part cannot start; {@link PlatformProblem#sentence} tells why
     */
    public PlatformState start() {
        PlatformFolder folder = options.folder();
        PlatformState.refuseSecond(folder);
        FreePorts.refuseTaken(options.host(), options.port());
        folder.create();

        progress.accept(
                options.databaseUrl().isEmpty() && EmbeddedPostgresServer.needsPreparation()
                        ? "preparing PostgreSQL with pgvector, once on this machine: less than a minute"
                        : "starting PostgreSQL and Kafka");
        CompletableFuture<EmbeddedKafkaServer> startingKafka = CompletableFuture.supplyAsync(
                () -> keep(EmbeddedKafkaServer.start(folder.kafka(), 0), EmbeddedKafkaServer::close));
        String databaseUrl;
        String kafka;
        try {
            databaseUrl = database(folder);
        } finally {
            kafka = joined(startingKafka);
        }
        progress.accept("Kafka answers on " + kafka);

        Map<String, URI> addresses = freeAddresses();
        Map<String, String> settings = settings(databaseUrl, kafka, addresses);
        for (PlatformService service : PlatformService.ALL) {
            start(service, settings, addresses.get(service.name()));
        }
        URI gateway = startGateway(settings);
        Readiness.await(addresses, gateway);

        PlatformState state = PlatformState.ofThisProcess(gateway, addresses, kafka, databaseUrl);
        state.write(folder);
        return state;
    }

    private String database(PlatformFolder folder) {
        if (options.databaseUrl().isPresent()) {
            String url = options.databaseUrl().get();
            ExternalDatabase.check(url);
            progress.accept("the database answers");
            return url;
        }
        EmbeddedPostgresServer postgres = keep(
                EmbeddedPostgresServer.start(folder.postgres(), 0, Durability.DURABLE), EmbeddedPostgresServer::close);
        progress.accept("PostgreSQL answers on 127.0.0.1:" + postgres.port());
        return "%s?user=%s&password=%s".formatted(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    private static String joined(CompletableFuture<EmbeddedKafkaServer> startingKafka) {
        try {
            return startingKafka.join().bootstrapServers();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private static Map<String, URI> freeAddresses() {
        List<Integer> ports = FreePorts.choose(PlatformService.ALL.size());
        Map<String, URI> addresses = new LinkedHashMap<>();
        for (int index = 0; index < ports.size(); index++) {
            addresses.put(PlatformService.ALL.get(index).name(), URI.create("http://127.0.0.1:" + ports.get(index)));
        }
        return addresses;
    }

    private Map<String, String> settings(String databaseUrl, String kafka, Map<String, URI> addresses) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("aimatrix.database.url", databaseUrl);
        settings.put("aimatrix.kafka.bootstrap-servers", kafka);
        settings.put("aimatrix.artifacts.root", options.folder().artifacts().toString());
        for (PlatformService service : PlatformService.ALL) {
            settings.put(service.addressSetting(), addresses.get(service.name()).toString());
        }
        return settings;
    }

    private void start(PlatformService service, Map<String, String> shared, URI address) {
        Map<String, String> settings = new LinkedHashMap<>(shared);
        settings.put("server.address", address.getHost());
        settings.put("server.port", String.valueOf(address.getPort()));
        keep(service.start(settings, file.argumentsOf(service.name())), ConfigurableApplicationContext::close);
        progress.accept(service.name() + " answers on " + address);
    }

    private URI startGateway(Map<String, String> shared) {
        List<String> arguments = new ArrayList<>(file.argumentsOf(SettingsFile.GATEWAY));
        shared.forEach((key, value) -> {
            if (key.startsWith("aimatrix.services.")) {
                arguments.add("--%s=%s".formatted(key, value));
            }
        });
        arguments.add("--server.address=" + options.host());
        arguments.add("--server.port=" + options.port());
        try {
            keep(
                    PlatformService.run(GatewayApplication.class, SettingsFile.GATEWAY, arguments),
                    ConfigurableApplicationContext::close);
        } catch (RuntimeException failure) {
            FreePorts.refuseTaken(options.host(), options.port()); // somebody may have been quicker
            throw failure;
        }
        return gatewayAddress();
    }

    /** An address to ask it by: a gateway that listens on all addresses listens on loopback too. */
    private URI gatewayAddress() {
        try {
            InetAddress host = InetAddress.getByName(options.host());
            String asked = host.isAnyLocalAddress() ? "127.0.0.1" : options.host();
            return URI.create(
                    (asked.contains(":") ? "http://[%s]:%d" : "http://%s:%d").formatted(asked, options.port()));
        } catch (UnknownHostException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What comes up while the platform is being stopped goes down again at once. */
    private <T> T keep(T part, Consumer<T> stop) {
        synchronized (parts) {
            if (!closed) {
                parts.push(() -> stop.accept(part));
                return part;
            }
        }
        stop.accept(part);
        throw new PlatformProblem("AIMatrix was stopped while it started.");
    }

    /** Stops everything in the opposite order, whatever has been started so far. Once only. */
    @Override
    public void close() {
        List<Runnable> stopping;
        synchronized (parts) {
            if (closed) {
                return;
            }
            closed = true;
            stopping = List.copyOf(parts);
        }
        stopping.forEach(Platform::stop);
        PlatformState.running(options.folder())
                .filter(state -> state.pid() == ProcessHandle.current().pid())
                .ifPresent(mine -> PlatformState.remove(options.folder()));
    }

    /** One part that does not stop must not keep the others from stopping. */
    private static void stop(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException failure) {
            LOG.warn("A part of the platform did not stop in order", failure);
        }
    }
}
