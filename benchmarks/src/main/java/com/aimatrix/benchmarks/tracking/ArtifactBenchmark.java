package com.aimatrix.benchmarks.tracking;

import com.aimatrix.benchmarks.load.Memory;
import com.aimatrix.benchmarks.load.Target;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A file through the artifact proxy and back: 100 MB several times, and one of gigabytes with an eye on the memory. */
final class ArtifactBenchmark {

    private static final long MB = 1_000_000;
    private static final long SMALL = 100 * MB;
    private static final int TIMES = 9;
    private static final int BUFFER = 1 << 18;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Target target;
    private final String path;

    ArtifactBenchmark(TrackingServer server, Target target) {
        this.target = target;
        String experiment = server.experiment("artifacts");
        this.path =
                "/api/2.0/mlflow-artifacts/artifacts/%s/%s/artifacts/".formatted(experiment, server.run(experiment));
    }

    /** @param largeMb size of the large file; 0 for none */
    void run(long largeMb) {
        measure("up", i -> put("small-" + i, SMALL));
        measure("down", i -> get("small-" + i, SMALL));
        if (largeMb > 0) {
            large(largeMb * MB);
        }
    }

    private void measure(String direction, IntToDoubleFunction transfer) {
        transfer.applyAsDouble(TIMES);
        double cpuMs = target.serverCpuMs();
        double[] sorted =
                IntStream.range(0, TIMES).mapToDouble(transfer).sorted().toArray();
        System.out.printf(
                "%-10s 100 MB %-4s: %,.0f MB/s median of %d, %,.0f to %,.0f; CPU %.0f ms each%n",
                target.name(),
                direction,
                sorted[TIMES / 2],
                TIMES,
                sorted[0],
                sorted[TIMES - 1],
                (target.serverCpuMs() - cpuMs) / TIMES);
    }

    private void large(long bytes) {
        long before = Memory.residentMib(target.pids());
        var most = new AtomicLong();
        var done = new AtomicBoolean();
        var watch = new Thread(() -> {
            while (!done.get()) {
                most.accumulateAndGet(Memory.residentMib(target.pids()), Math::max);
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        });
        watch.start();
        double up = put("large", bytes);
        long mostUp = most.getAndSet(0);
        double down = get("large", bytes);
        done.set(true);
        System.out.printf(
                "%-10s %,d MB: up %,.0f MB/s, down %,.0f MB/s; resident %d MiB before, at most %d MiB up, %d MiB down%n",
                target.name(), bytes / MB, up, down, before, mostUp, most.get());
    }

    /** MB/s until the answer. */
    private double put(String name, long bytes) {
        byte[] buffer = new byte[BUFFER];
        new Random(1).nextBytes(buffer);
        long started = System.nanoTime();
        try (var socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("PUT", name, "Content-Length: %d\r\n".formatted(bytes)));
            for (long left = bytes; left > 0; left -= Math.min(left, BUFFER)) {
                out.write(buffer, 0, (int) Math.min(left, BUFFER));
            }
            requireOk(line(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mbPerS(bytes, started);
    }

    private double get(String name, long bytes) {
        byte[] buffer = new byte[BUFFER];
        long started = System.nanoTime();
        try (var socket = connect()) {
            socket.getOutputStream().write(head("GET", name, ""));
            InputStream in = socket.getInputStream();
            requireOk(line(in));
            while (!line(in).isEmpty()) {
                continue;
            }
            long left = bytes;
            while (left > 0) {
                int read = in.read(buffer);
                if (read < 0) {
                    throw new EOFException("%d bytes are missing".formatted(left));
                }
                left -= read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mbPerS(bytes, started);
    }

    private Socket connect() throws IOException {
        return new Socket(target.address().getHost(), target.address().getPort());
    }

    private byte[] head(String method, String name, String headers) {
        return "%s %s%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
                .formatted(method, path, name, headers)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void requireOk(String line) {
        if (!line.contains(" 200")) {
            throw new IllegalStateException("answered " + line);
        }
    }

    private static double mbPerS(long bytes, long started) {
        return bytes / (double) MB / ((System.nanoTime() - started) / 1e9);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
