package com.aimatrix.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** CPU time of processes as Linux accounts for it, in units of 10 ms. */
public final class CpuClock {

    private static final double MS_PER_TICK = 10;

    private CpuClock() {}

    /** CPU milliseconds of a process and of its children that have ended; 0 when there is none. */
    public static double ofProcess(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks * MS_PER_TICK;
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CPU milliseconds of a process and all its living descendants. */
    public static double ofTree(long pid) {
        double sum = ofProcess(pid);
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process != null) {
            for (ProcessHandle each : process.descendants().toList()) {
                sum += ofProcess(each.pid());
            }
        }
        return sum;
    }
}
