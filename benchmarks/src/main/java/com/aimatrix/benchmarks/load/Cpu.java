package com.aimatrix.benchmarks.load;

/** Wall time and CPU of a server and its database from a moment on. */
public final class Cpu {

    private final Target target;
    private final double server;
    private final double database;
    private final long started = System.nanoTime();

    public Cpu(Target target) {
        this.target = target;
        this.server = target.serverCpuMs();
        this.database = target.databaseCpuMs();
    }

    public double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** What so many things have taken, as a line of text. */
    public String since(int number, String things) {
        double seconds = seconds();
        return "%,d %s in %.2f s = %,.0f a second (CPU each: server %.1f us, database %.1f us)"
                .formatted(
                        number,
                        things,
                        seconds,
                        number / seconds,
                        (target.serverCpuMs() - server) * 1e3 / number,
                        (target.databaseCpuMs() - database) * 1e3 / number);
    }
}
