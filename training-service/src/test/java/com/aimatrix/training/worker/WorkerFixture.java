package com.aimatrix.training.worker;

import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.training.worker.WorkerTask.Data;
import com.aimatrix.training.worker.WorkerTask.Feature;
import com.aimatrix.training.worker.WorkerTask.Kind;
import com.aimatrix.training.worker.WorkerTask.Model;
import com.aimatrix.training.worker.WorkerTask.Opponent;
import com.aimatrix.training.worker.WorkerTask.Training;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** A learnable training set of 3,000 rows, one an hour from 2011 on, and tasks over it. */
final class WorkerFixture {

    static final Instant START = Instant.parse("2011-01-01T00:00:00Z");
    static final Instant VALIDATION_FROM = START.plusSeconds(2000 * 3600L);
    static final List<Feature> FEATURES =
            List.of(new Feature("air:delay", FeatureKind.NUMERIC), new Feature("air:carrier", FeatureKind.CATEGORICAL));

    private WorkerFixture() {}

    static void writeData(Path file) throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("id,at,label,air:delay,air:carrier,other\r\n");
        for (int i = 0; i < 3000; i++) {
            double delay = random.nextGaussian() * 10;
            int carrier = random.nextInt(3);
            int label = random.nextDouble() < 1 / (1 + Math.exp(-0.3 * delay - carrier + 1)) ? 1 : 0;
            csv.append(i).append(',').append(START.plusSeconds(i * 3600L)).append(',');
            csv.append(i % 500 == 3 ? "" : label).append(',');
            csv.append(i % 20 == 0 ? "" : delay)
                    .append(",\"Carrier, ")
                    .append(carrier)
                    .append("\",x\r\n");
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    static WorkerTask train(int epochs, List<Opponent> opponents) {
        return new WorkerTask(
                Kind.TRAIN,
                new Data(List.of("data.csv.gz"), "label", "at", null, null),
                FEATURES,
                VALIDATION_FROM,
                START.plusSeconds(2900 * 3600L),
                new Model(List.of(8), 0.1, Map.of("air:carrier", 2), null, null),
                new Training(epochs, 64, 1e-2, 1e-2, epochs, 7),
                false,
                opponents,
                1,
                "test");
    }

    static WorkerTask evaluate(List<Opponent> opponents) {
        return new WorkerTask(
                Kind.EVALUATE,
                new Data(List.of("data.csv.gz"), "label", "at", null, null),
                List.of(),
                null,
                null,
                null,
                null,
                false,
                opponents,
                1,
                "test");
    }

    static Path write(Path folder, WorkerTask task) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(WorkFolder.TASK);
        Files.write(file, JsonMapper.shared().writeValueAsBytes(task));
        return file;
    }
}
