package com.aimatrix.registry.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.kit.artifact.FolderFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactScanTest {

    private static final byte[] HARMFUL_PICKLE =
            HexFormat.of().parseHex("800263706f7369780a73797374656d0a710058040000007472756571018571025271032e");
    private static final String FOUND = "imports posix.system, which can run code when it is loaded";

    @TempDir
    Path folder;

    @Test
    void aPickleIsFoundByItsBytesWhateverItsName() throws IOException {
        Files.write(folder.resolve("weights.bin"), HARMFUL_PICKLE);
        Files.write(folder.resolve("readme.txt"), "import os".getBytes(StandardCharsets.UTF_8));

        assertThat(scan()).containsExactly("weights.bin " + FOUND);
    }

    @Test
    void aPickleIsFoundWithinAModelOfPyTorchAndWithinGzip() throws IOException {
        zip("model.pt", Map.of("model/data.pkl", HARMFUL_PICKLE, "model/data/0", new byte[64]));
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(HARMFUL_PICKLE);
        }
        Files.write(folder.resolve("pipeline.joblib"), compressed.toByteArray());

        assertThat(scan()).containsExactlyInAnyOrder("model.pt!/model/data.pkl " + FOUND, "pipeline.joblib " + FOUND);
    }

    @Test
    void programsAreFoundUnlessAllowed() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.write(folder.resolve("lib/predictor.so"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        Files.writeString(folder.resolve("run"), "#!/bin/sh\nexit 0\n");

        assertThat(scan()).containsExactlyInAnyOrder("lib/predictor.so is a program", "run is a program");
        assertThat(scan(rules(List.of(), List.of("lib/*.so"), Set.of()))).containsExactly("run is a program");
    }

    @Test
    void anArchiveThatGrowsOrLeavesItsFolderIsFound() throws IOException {
        zip("bomb.zip", Map.of("zeros", new byte[120 << 20]));
        zip("slip.zip", Map.of("../../etc/cron.d/x", new byte[] {1}));
        zip("odd.zip", Map.of("a\0b", new byte[] {1}));

        assertThat(scan())
                .anySatisfy(each -> assertThat(each).startsWith("bomb.zip!/zeros grows from"))
                .anySatisfy(each -> assertThat(each)
                        .startsWith("slip.zip!/")
                        .endsWith("leaves the folder that it is unpacked into"))
                .anySatisfy(each -> assertThat(each).startsWith("odd.zip"))
                .hasSize(3);
    }

    @Test
    void damagedTensorsAreFound() throws IOException {
        safetensors("good", "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8);
        safetensors("type", "{\"w\":{\"dtype\":\"OBJ\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8);
        safetensors("shape", "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8);
        safetensors("cut", "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4);
        safetensors(
                "gap",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]}}",
                3);
        Files.write(folder.resolve("long.safetensors"), new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{', '}'});

        assertThat(scan())
                .containsExactlyInAnyOrder(
                        "type.safetensors has the tensor w with the unknown type 'OBJ'",
                        "shape.safetensors has the tensor w with 8 bytes for the shape [3]",
                        "cut.safetensors has 4 bytes of tensors, its header tells of 8",
                        "gap.safetensors has tensors with a gap or an overlap at byte 1",
                        "long.safetensors has a header of %d bytes in 10".formatted(Long.MAX_VALUE));
    }

    @Test
    void objectsInArraysAndCodeInLayersAreFound() throws IOException {
        Files.writeString(
                folder.resolve("objects.npy"),
                "\u0093NUMPY\1\0v\0{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n",
                StandardCharsets.ISO_8859_1);
        Files.writeString(
                folder.resolve("numbers.npy"),
                "\u0093NUMPY\1\0v\0{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n",
                StandardCharsets.ISO_8859_1);
        zip("model.keras", Map.of("config.json", "{\"class_name\": \"Lambda\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(scan())
                .containsExactlyInAnyOrder(
                        "objects.npy is an array of objects, which is a pickle",
                        "model.keras!/config.json has a Lambda layer, which is code");
    }

    @Test
    void unexpectedFilesAndKnownHashesAreFound() throws IOException {
        Files.writeString(folder.resolve("model.json"), "{}");
        Files.writeString(folder.resolve("notes.doc"), "x");
        String hash = FolderFiles.of(folder).stream()
                .filter(each -> each.path().equals("model.json"))
                .findFirst()
                .orElseThrow()
                .sha256();

        assertThat(scan(rules(List.of("*.json"), List.of(), Set.of(hash))))
                .containsExactlyInAnyOrder(
                        "model.json has a hash that is known to be bad", "notes.doc is not expected, but only *.json");
    }

    @Test
    void sizesAreLimited() throws IOException {
        Files.write(folder.resolve("a.bin"), new byte[10]);
        Files.write(folder.resolve("b.bin"), new byte[5]);

        assertThat(scan(new ScanRules(Set.of(), false, List.of(), List.of(), 9, 14, Set.of())))
                .containsExactlyInAnyOrder(
                        "the folder has 15 bytes, allowed are 14", "a.bin has 10 bytes, allowed are 9");
    }

    private List<String> scan() throws IOException {
        return scan(rules(List.of(), List.of(), Set.of()));
    }

    private List<String> scan(ScanRules rules) throws IOException {
        return new ArtifactScan(rules)
                .scan(folder, FolderFiles.of(folder)).stream()
                        .map(Finding::toString)
                        .toList();
    }

    private static ScanRules rules(List<String> expected, List<String> programs, Set<String> badHashes) {
        return new ScanRules(Set.of(), false, expected, programs, 1L << 30, 1L << 30, badHashes);
    }

    private void zip(String name, Map<String, byte[]> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private void safetensors(String name, String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        Files.write(folder.resolve(name + ".safetensors"), file.array());
    }
}
