package com.aimatrix.training;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Rows over the time asked for. The label follows from {@code f:delay} (a number) and {@code f:carrier} (a category) of any
 * version, and not from any other feature; a label path {@code never} gives rows that all have the label 0.
 */
final class LearnableRows {

    static final int COUNT = 6_000;
    private static final List<String> CARRIERS = List.of("AA", "CO", "WN", "XE");

    private final TrainingSetRequest request;
    private final int version;
    private final List<TrainingSet.Column> columns;
    private final byte[] csv;

    /** @param version the current one of the view */
    LearnableRows(TrainingSetRequest request, int version) {
        this.request = request;
        this.version = version;
        this.columns = columns(request, version);
        this.csv = csv().getBytes(StandardCharsets.UTF_8);
    }

    TrainingSetRequest request() {
        return request;
    }

    List<TrainingSet.Column> columns() {
        return columns;
    }

    Map<String, Integer> versions() {
        return Map.of("f", version);
    }

    private static List<TrainingSet.Column> columns(TrainingSetRequest request, int version) {
        var columns = new LinkedHashMap<String, TrainingSet.Column>();
        for (String feature : request.features()) {
            String pinned = feature.replace("f:", "f@" + version + ":");
            String name = Boolean.TRUE.equals(request.pinned()) ? pinned : feature;
            String kind = unpinned(feature).equals("f:carrier") ? "categorical" : "numeric";
            columns.putIfAbsent(name, new TrainingSet.Column(name, kind, 0.0, null, pinned));
        }
        return List.copyOf(columns.values());
    }

    private static String unpinned(String feature) {
        return feature.replaceFirst("@\\d+:", ":");
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(csv));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] gzip() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String csv() {
        var random = new Random(7);
        List<String> names = columns.stream().map(TrainingSet.Column::name).toList();
        var text = new StringBuilder("id,at,label,")
                .append(String.join(",", names))
                .append('\n');
        Instant from = request.spine().from();
        Duration step = Duration.between(from, request.spine().to()).dividedBy(COUNT);
        for (int i = 0; i < COUNT; i++) {
            double delay = random.nextGaussian();
            int carrier = random.nextInt(CARRIERS.size());
            double chance = 1 / (1 + Math.exp(-(1.5 * delay + carrier - 1.5)));
            boolean label =
                    random.nextDouble() < chance && !request.spine().label().equals("never");
            text.append("row-%05d,%s,%d".formatted(i, from.plus(step.multipliedBy(i)), label ? 1 : 0));
            for (String feature : names) {
                text.append(',')
                        .append(
                                switch (unpinned(feature)) {
                                    case "f:delay" -> String.valueOf(delay);
                                    case "f:carrier" -> CARRIERS.get(carrier);
                                    default -> String.valueOf(random.nextGaussian());
                                });
            }
            text.append('\n');
        }
        return text.toString();
    }
}
