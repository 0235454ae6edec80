package com.aimatrix.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs of one PostgreSQL that has pgvector.
 *
 * @param bin          the folder with initdb, pg_ctl and postgres
 * @param majorVersion for example 17
 */
record PostgresInstallation(Path bin, int majorVersion) {

    private static final int OLDEST_MAJOR_VERSION = 15;
    private static final Pattern MAJOR_VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final List<Path> USUAL_PLACES =
            List.of(Path.of("/usr/lib/postgresql"), Path.of("/opt/homebrew/opt"), Path.of("/usr/local/opt"));

    /**
     * An installed PostgreSQL that has pgvector, else the bundled one with pgvector built for it once per machine.
     *
     * @param dataVersion the major version that the existing data were written by, empty where there are none
     */
    static PostgresInstallation find(Optional<Integer> dataVersion) {
        return installed()
                .filter(candidate -> dataVersion
                        .map(wanted -> wanted == candidate.majorVersion)
                        .orElse(candidate.majorVersion >= OLDEST_MAJOR_VERSION))
                .max(Comparator.comparing(PostgresInstallation::majorVersion))
                .orElseGet(() -> bundled(dataVersion));
    }

    static boolean needsPreparation() {
        return installed().findAny().isEmpty() && !BundledPostgres.isUnpacked();
    }

    private static PostgresInstallation bundled(Optional<Integer> dataVersion) {
        if (dataVersion.isPresent() && dataVersion.get() != BundledPostgres.MAJOR_VERSION) {
            throw new EmbeddedServerException(
                    "The data were written by PostgreSQL %d and this AIMatrix brings PostgreSQL %d; type: apt-get install postgresql-%1$d-pgvector, or choose another data folder."
                            .formatted(dataVersion.get(), BundledPostgres.MAJOR_VERSION));
        }
        return new PostgresInstallation(BundledPostgres.unpacked().resolve("bin"), BundledPostgres.MAJOR_VERSION);
    }

    private static Stream<PostgresInstallation> installed() {
        return USUAL_PLACES.stream()
                .filter(Files::isDirectory)
                .flatMap(PostgresInstallation::children)
                .filter(PostgresInstallation::hasVector)
                .map(home -> home.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb"))
                        && Files.isExecutable(bin.resolve("pg_ctl"))
                        && Files.isExecutable(bin.resolve("postgres")))
                .flatMap(bin -> majorVersion(bin).map(version -> new PostgresInstallation(bin, version)).stream());
    }

    private static Stream<Path> children(Path place) {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean hasVector(Path home) {
        return Stream.of(
                        Path.of("/usr/share/postgresql", home.getFileName().toString()),
                        home.resolve("share/" + home.getFileName()),
                        home.resolve("share/postgresql"),
                        home.resolve("share"))
                .anyMatch(share -> Files.exists(share.resolve("extension/vector.control")));
    }

    private static Optional<Integer> majorVersion(Path bin) {
        ServerCommand version =
                ServerCommand.run(bin, List.of(bin.resolve("postgres").toString(), "--version"));
        Matcher matcher = MAJOR_VERSION.matcher(version.output());
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
