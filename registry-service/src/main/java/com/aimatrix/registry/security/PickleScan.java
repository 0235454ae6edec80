package com.aimatrix.registry.security;

import com.aimatrix.registry.security.PickleReader.Global;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges what the pickles of a file import. A file may hold several, one after another. */
final class PickleScan {

    private static final String JOBLIB = "joblib.numpy_pickle";

    private final Set<String> allowed;
    private final boolean knownOnly;

    /**
     * @param allowed modules, or names with their module, that may be imported besides
     * @param knownOnly whether only what is known to be harmless may be imported
     */
    PickleScan(Set<String> allowed, boolean knownOnly) {
        this.allowed = allowed;
        this.knownOnly = knownOnly;
    }

    /** Opens the same bytes from their beginning. */
    interface Source {
        InputStream open() throws IOException;
    }

    List<Finding> scan(String path, Source source) throws IOException {
        var findings = new ArrayList<Finding>();
        try (var in = source.open()) {
            var reader = new PickleReader(in);
            String end = end(reader);
            reader.globals().stream()
                    .filter(this::isRefused)
                    .map(each -> finding(path, each))
                    .forEach(findings::add);
            if (end != null
                    && reader.globals().stream().anyMatch(each -> each.module().equals(JOBLIB))) {
                // Joblib lays the bytes of arrays between the opcodes.
                findings.addAll(search(path, source));
            } else if (end != null) {
                findings.add(new Finding(path, "cannot be read as a pickle to its end: it %s".formatted(end)));
            }
        }
        return findings;
    }

    /** @return why the reading ended early, or null */
    private static String end(PickleReader reader) {
        try {
            while (reader.read()) {
                // All that counts is what it has found.
            }
            return null;
        } catch (IOException e) {
            return e.getMessage() == null ? "ends within a pickle" : e.getMessage();
        }
    }

    private List<Finding> search(String path, Source source) throws IOException {
        try (var in = source.open()) {
            return ModuleNameSearch.harmfulIn(in).stream()
                    .filter(module -> !allowed.contains(module))
                    .map(module -> new Finding(
                            path,
                            "names %s between its arrays, which can run code when it is loaded".formatted(module)))
                    .toList();
        }
    }

    private boolean isRefused(Global global) {
        if (allowed.contains(global.toString()) || allowed.contains(global.module())) {
            return false;
        }
        return PickleGlobals.isHarmful(global.module(), global.name())
                || "?".equals(global.module())
                || "?".equals(global.name())
                || knownOnly && !PickleGlobals.isKnown(global.module());
    }

    private static Finding finding(String path, Global global) {
        return new Finding(
                path,
                PickleGlobals.isHarmful(global.module(), global.name())
                        ? "imports %s, which can run code when it is loaded".formatted(global)
                        : "imports %s, which is not known to be harmless".formatted(global));
    }
}
