package com.aimatrix.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Clients that each send one request after the other for a while. */
public final class Load {

    private Load() {}

    /**
     * What a load came to.
     *
     * @param failures answers other than 2xx
     * @param serverCpuMs a request; likewise databaseCpuMs
     */
    public record Result(
            long requests,
            long failures,
            double seconds,
            double p50Ms,
            double p99Ms,
            double serverCpuMs,
            double databaseCpuMs) {

        public double perSecond() {
            return requests / seconds;
        }

        /** @param what the load, @param rows in a request, 0 when they are not counted */
        public void print(String server, String what, int clients, int rows) {
            System.out.printf(
                    "%-10s %-28s %2d clients: %,9.0f requests/s%s  p50 %6.2f ms  p99 %6.2f ms  CPU a request: server %.3f ms, database %.3f ms%s%n",
                    server,
                    what,
                    clients,
                    perSecond(),
                    rows == 0 ? "" : " = %,.0f rows/s".formatted(perSecond() * rows),
                    p50Ms,
                    p99Ms,
                    serverCpuMs,
                    databaseCpuMs,
                    failures == 0 ? "" : "  FAILED: " + failures);
        }
    }

    /** @param request the n-th one, null when there are no more; clients take numbers in turn */
    public static Result run(Target target, int clients, Duration duration, IntFunction<byte[]> request) {
        var number = new AtomicInteger();
        var results = new ArrayList<Client>();
        double serverBefore = target.serverCpuMs();
        double databaseBefore = target.databaseCpuMs();
        long started = System.nanoTime();
        long end = started + duration.toNanos();
        for (int i = 0; i < clients; i++) {
            var client = new Client(target, end, number, request);
            results.add(client);
            client.start();
        }
        results.forEach(Load::join);
        double seconds = (System.nanoTime() - started) / 1e9;
        long[] latencies = results.stream()
                .flatMapToLong(each -> Arrays.stream(each.latencies, 0, each.count))
                .sorted()
                .toArray();
        long failures = results.stream().mapToLong(each -> each.failures).sum();
        return new Result(
                latencies.length,
                failures,
                seconds,
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                (target.serverCpuMs() - serverBefore) / latencies.length,
                (target.databaseCpuMs() - databaseBefore) / latencies.length);
    }

    /** Sends each request once. */
    public static Result runEach(Target target, int clients, List<byte[]> requests) {
        return run(target, clients, Duration.ofHours(1), i -> i < requests.size() ? requests.get(i) : null);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    private static final class Client extends Thread {
        private final Target target;
        private final long end;
        private final AtomicInteger number;
        private final IntFunction<byte[]> request;
        private long[] latencies = new long[1 << 16];
        private int count;
        private long failures;

        Client(Target target, long end, AtomicInteger number, IntFunction<byte[]> request) {
            this.target = target;
            this.end = end;
            this.number = number;
            this.request = request;
        }

        @Override
        public void run() {
            // Servers may end a connection when they like; the request is then sent again on a new one.
            byte[] unanswered = null;
            while (System.nanoTime() < end) {
                unanswered = send(unanswered);
                if (unanswered == null) {
                    return;
                }
            }
        }

        /** Sends until the end, or until the connection ends: then answers the request that had no answer. */
        private byte[] send(byte[] first) {
            byte[] bytes = first;
            try (var connection = new Connection(target.address())) {
                while (System.nanoTime() < end) {
                    bytes = bytes == null ? request.apply(number.getAndIncrement()) : bytes;
                    if (bytes == null) {
                        return null;
                    }
                    long sent = System.nanoTime();
                    Connection.Answer answer = connection.send(bytes);
                    add(System.nanoTime() - sent);
                    failures += answer.status() / 100 == 2 ? 0 : 1;
                    bytes = null;
                }
                return null;
            } catch (EOFException closed) {
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(long nanos) {
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * count);
            }
            latencies[count++] = nanos;
        }
    }

    /** Requests that differ in the entities they ask for, made before they are needed. */
    public static List<byte[]> prepared(int count, IntFunction<byte[]> request) {
        var requests = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            requests.add(request.apply(i));
        }
        return requests;
    }
}
