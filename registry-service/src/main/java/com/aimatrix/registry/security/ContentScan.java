package com.aimatrix.registry.security;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Scans one file by what it is, which its first bytes tell, and its name where they do not. */
final class ContentScan {

    private static final Set<String> PICKLES =
            Set.of("pkl", "pickle", "joblib", "dill", "pt", "pth", "ckpt", "p", "cloudpickle");
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
    private static final byte[] NUMPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_NUMPY_HEADER = 1 << 16;

    private final ScanRules rules;
    private final PickleScan pickles;

    ContentScan(ScanRules rules) {
        this.rules = rules;
        this.pickles = new PickleScan(rules.allowedImports(), rules.knownImportsOnly());
    }

    List<Finding> scan(String name, Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(16);
        }
        if (startsWith(head, "PK\3\4") || startsWith(head, "PK\5\6")) {
            return new ZipScan(this).scan(name, file);
        }
        return scan(name, head, Files.size(file), () -> new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    /** Scans what is no archive. */
    List<Finding> scan(String name, byte[] head, long size, PickleScan.Source source) throws IOException {
        if (isProgram(head)) {
            return Globs.fits(rules.allowedPrograms(), name) ? List.of() : List.of(new Finding(name, "is a program"));
        }
        String kind = extension(name);
        if (kind.equals("safetensors")) {
            try (InputStream in = source.open()) {
                return SafetensorsScan.scan(name, in, size);
            }
        }
        if (startsWith(head, NUMPY)) {
            return numpy(name, source);
        }
        if (startsWith(head, HDF5) || name.endsWith(".keras!/config.json")) {
            return keras(name, source);
        }
        if (isPickle(head) || PICKLES.contains(kind)) {
            return pickles.scan(name, decompressed(head, source));
        }
        return List.of();
    }

    private static boolean isPickle(byte[] head) {
        return head.length > 2 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5;
    }

    private static PickleScan.Source decompressed(byte[] head, PickleScan.Source source) {
        if (head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
            return () -> new BufferedInputStream(new GZIPInputStream(source.open()));
        }
        if (head.length > 2 && head[0] == 0x78 && ((head[0] << 8) + (head[1] & 0xff)) % 31 == 0) {
            return () -> new BufferedInputStream(new InflaterInputStream(source.open()));
        }
        return source;
    }

    /** An array of objects is a pickle behind a header. */
    private List<Finding> numpy(String name, PickleScan.Source source) throws IOException {
        try (InputStream in = source.open()) {
            String header = new String(in.readNBytes(LONGEST_NUMPY_HEADER), StandardCharsets.ISO_8859_1);
            int end = header.indexOf('\n');
            String description = end < 0 ? header : header.substring(0, end);
            return description.matches("(?s).*'descr': *('\\|O'|.*'O).*")
                    ? List.of(new Finding(name, "is an array of objects, which is a pickle"))
                    : List.of();
        }
    }

    /** A Lambda layer is Python's code, kept as text. */
    private static List<Finding> keras(String name, PickleScan.Source source) throws IOException {
        try (InputStream in = source.open()) {
            return LambdaSearch.isIn(in) ? List.of(new Finding(name, "has a Lambda layer, which is code")) : List.of();
        }
    }

    private static boolean isProgram(byte[] head) {
        return startsWith(head, new byte[] {0x7f, 'E', 'L', 'F'})
                || startsWith(head, "MZ")
                || startsWith(head, "#!")
                || startsWith(head, new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe})
                || startsWith(head, new byte[] {(byte) 0xfe, (byte) 0xed, (byte) 0xfa, (byte) 0xce})
                || startsWith(head, new byte[] {(byte) 0xfe, (byte) 0xed, (byte) 0xfa, (byte) 0xcf})
                || startsWith(head, new byte[] {(byte) 0xce, (byte) 0xfa, (byte) 0xed, (byte) 0xfe})
                || startsWith(head, new byte[] {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe});
    }

    static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static boolean startsWith(byte[] head, String magic) {
        return startsWith(head, magic.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }
}
