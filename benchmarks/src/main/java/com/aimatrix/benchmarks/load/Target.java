package com.aimatrix.benchmarks.load;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A server that is measured.
 *
 * @param pids of the server, its descendants are counted with it
 * @param databasePids likewise of its database
 */
public record Target(String name, URI address, List<Long> pids, List<Long> databasePids) {

    /**
     * A server with Feast's paths to compare with, from the environment: {@code PEER} its address, {@code PEER_PIDS} and {@code
     * PEER_DATABASE_PIDS} processes, separated by commas. It must know the views that {@link Definitions} registers and their
     * push sources.
     */
    public static Optional<Target> peer() {
        return Optional.ofNullable(System.getenv("PEER"))
                .map(address -> new Target("peer", URI.create(address), pids("PEER_PIDS"), pids("PEER_DATABASE_PIDS")));
    }

    private static List<Long> pids(String variable) {
        return Arrays.stream(System.getenv(variable).split(","))
                .map(Long::valueOf)
                .toList();
    }

    public double serverCpuMs() {
        return pids.stream().mapToDouble(CpuClock::ofTree).sum();
    }

    public double databaseCpuMs() {
        return databasePids.stream().mapToDouble(CpuClock::ofTree).sum();
    }
}
