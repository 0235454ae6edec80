package com.aimatrix.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3-compatible store in this JVM that keeps its buckets in a temporary folder and answers only what is signed. Its classes
 * are in a class loader of their own, so that nobody under test finds them.
 */
public final class TestObjectStore implements AutoCloseable {

    private static final String ACCESS_KEY = "test-access";
    private static final String SECRET_KEY = "test-secret";

    private final URLClassLoader classes;
    private final Object server;

    private TestObjectStore(URLClassLoader classes, Object server) {
        this.classes = classes;
        this.server = server;
    }

    /** The one of this JVM, which ends with it. */
    public static TestObjectStore shared() {
        return Shared.STORE;
    }

    /** One to be closed in the middle of a test. */
    public static TestObjectStore start() {
        try {
            var classes = new URLClassLoader(new URL[] {jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(classes);
            try {
                Object builder = classes.loadClass("org.gaul.s3proxy.junit.S3ProxyJunitCore$Builder")
                        .getConstructor()
                        .newInstance();
                builder.getClass()
                        .getMethod("withCredentials", String.class, String.class)
                        .invoke(builder, ACCESS_KEY, SECRET_KEY);
                builder.getClass()
                        .getMethod("withBlobStoreProvider", String.class)
                        .invoke(builder, "filesystem-nio2");
                Object server = builder.getClass().getMethod("build").invoke(builder);
                server.getClass().getMethod("beforeEach").invoke(server);
                return new TestObjectStore(classes, server);
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("the object store cannot be started", e);
        }
    }

    /** Out of this module, which holds it as a file. */
    private static Path jar() throws IOException {
        Path jar = Files.createTempFile("s3proxy", ".jar");
        jar.toFile().deleteOnExit();
        try (InputStream packed = TestObjectStore.class.getResourceAsStream("s3proxy.jar")) {
            Files.write(jar, packed.readAllBytes());
        }
        return jar;
    }

    public URI endpoint() {
        try {
            return (URI) server.getClass().getMethod("getUri").invoke(server);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a service must be told to keep its artifacts in a bucket of its own here. */
    public Map<String, String> settings() {
        try {
            return Map.of(
                    "aimatrix.artifacts.s3.endpoint",
                    endpoint().toString(),
                    "aimatrix.artifacts.s3.bucket",
                    freshBucket(),
                    "aimatrix.artifacts.s3.prefix",
                    "platform",
                    "aimatrix.artifacts.s3.path-style",
                    "true",
                    "aimatrix.artifacts.s3.access-key",
                    ACCESS_KEY,
                    "aimatrix.artifacts.s3.secret-key",
                    SECRET_KEY,
                    "aimatrix.artifacts.s3.part-size",
                    "5MB",
                    "aimatrix.artifacts.s3.copies",
                    Files.createTempDirectory("artifact-copies").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String freshBucket() {
        String name = "test-" + UUID.randomUUID();
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(name));
        }
        return name;
    }

    /** To look behind the services. */
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    @Override
    public void close() {
        try {
            server.getClass().getMethod("afterEach").invoke(server);
            classes.close();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("the object store does not stop", e);
        }
    }

    private static final class Shared {
        static final TestObjectStore STORE = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(STORE::close));
        }
    }
}
