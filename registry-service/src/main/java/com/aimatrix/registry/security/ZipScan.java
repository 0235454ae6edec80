package com.aimatrix.registry.security;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Scans the entries of an archive: models of PyTorch, Keras and NumPy are such. */
final class ZipScan {

    private static final int MOST_ENTRIES = 100_000;
    private static final long GROWTH = 200;
    private static final long ANY_GROWTH_BYTES = 100L << 20;

    private final ContentScan content;

    ZipScan(ContentScan content) {
        this.content = content;
    }

    List<Finding> scan(String name, Path file) throws IOException {
        var findings = new ArrayList<Finding>();
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                return List.of(
                        new Finding(name, "has %d entries, expected at most %d".formatted(zip.size(), MOST_ENTRIES)));
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                findings.addAll(scan("%s!/%s".formatted(name, entry.getName()), zip, entry));
            }
        } catch (ZipException e) {
            findings.add(new Finding(name, "is a damaged archive: %s".formatted(e.getMessage())));
        }
        return findings;
    }

    private List<Finding> scan(String name, ZipFile zip, ZipEntry entry) throws IOException {
        if (leaves(entry.getName())) {
            return List.of(new Finding(name, "leaves the folder that it is unpacked into"));
        }
        if (entry.isDirectory()) {
            return List.of();
        }
        if (entry.getSize() > ANY_GROWTH_BYTES && entry.getSize() > GROWTH * Math.max(1, entry.getCompressedSize())) {
            return List.of(new Finding(
                    name, "grows from %d to %d bytes".formatted(entry.getCompressedSize(), entry.getSize())));
        }
        PickleScan.Source source = () ->
                new Bounded(new BufferedInputStream(zip.getInputStream(entry), 1 << 16), Math.max(0, entry.getSize()));
        byte[] head;
        try (InputStream in = source.open()) {
            head = in.readNBytes(16);
        }
        if (ContentScan.startsWith(head, "PK\3\4")) {
            return List.of(new Finding(name, "is an archive within an archive, which is not looked into"));
        }
        return content.scan(name, head, entry.getSize(), source);
    }

    private static boolean leaves(String name) {
        try {
            return name.startsWith("/")
                    || Path.of("/", name).normalize().getNameCount()
                            < Path.of(name).getNameCount();
        } catch (InvalidPathException e) {
            // What is no path here may be one elsewhere.
            return true;
        }
    }

    /** No more than the entry said that it has. */
    private static final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            left--;
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return length == 0 ? 0 : -1;
            }
            int count = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
