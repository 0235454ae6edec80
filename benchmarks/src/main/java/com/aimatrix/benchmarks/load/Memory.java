package com.aimatrix.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Resident memory of processes, shared pages counted once (PSS). */
public final class Memory {

    private Memory() {}

    public static long residentMib(List<Long> pids) {
        long kib = 0;
        for (long pid : pids) {
            kib += residentKib(pid);
            for (ProcessHandle each : ProcessHandle.of(pid)
                    .map(ProcessHandle::descendants)
                    .orElse(Stream.empty())
                    .toList()) {
                kib += residentKib(each.pid());
            }
        }
        return kib >> 10;
    }

    private static long residentKib(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(pid)))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
