package com.aimatrix.training.archive;

import com.aimatrix.mlflow.MlflowNames;
import com.aimatrix.training.archive.ArchivedRun.Info;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.RunInputs.Dataset;
import com.aimatrix.training.tracking.RunInputs.DatasetInput;
import java.time.Instant;
import java.util.List;

/** Checks that a {@code run.json} is whole. */
final class ArchivedRunCheck {

    private static final int LONGEST_NAME = 500;

    /** The years that the database has times for. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private ArchivedRunCheck() {}

    static void require(ArchivedRun run) throws BadArchive {
        require(
                run.formatVersion() == ArchivedRun.FORMAT_VERSION,
                "format_version: expected %d, got %d".formatted(ArchivedRun.FORMAT_VERSION, run.formatVersion()));
        Info info = run.run();
        require(info != null, "run: expected an object");
        require(info.id() != null && info.id().matches("[0-9a-f]{32}"), "run.run_id: expected 32 hexadecimal digits");
        require(isName(info.name()), "run.run_name: expected 1 to %d characters".formatted(LONGEST_NAME));
        require(info.status() != null, "run.status: expected a status");
        require(isTime(info.startedAt()), "run.started_at: expected a year from 1 to 9999");
        require(isTime(info.endedAt()), "run.ended_at: expected a year from 1 to 9999");
        require(isName(run.experiment()), "experiment: expected 1 to %d characters".formatted(LONGEST_NAME));
        requireTexts("params", run.params());
        requireTexts("tags", run.tags());
        for (DatasetInput each : run.datasets()) {
            require(isDataset(each.dataset()), "datasets: expected a name, digest, sourceType and source of each");
            requireTexts("datasets.tags", each.tags());
        }
    }

    private static void requireTexts(String list, List<KeyValue> texts) throws BadArchive {
        require(texts != null, "%s: expected a list".formatted(list));
        for (KeyValue each : texts) {
            require(
                    isKey(each.key()),
                    "%s: expected keys of 1 to %d characters".formatted(list, MlflowNames.LONGEST_KEY));
            require(each.value() != null, "%s: expected a value of %s".formatted(list, each.key()));
        }
    }

    static boolean isKey(String key) {
        return key != null && !key.isEmpty() && key.length() <= MlflowNames.LONGEST_KEY;
    }

    private static boolean isName(String name) {
        return name != null && !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    private static boolean isTime(Instant time) {
        return time == null || !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    private static boolean isDataset(Dataset data) {
        return data != null
                && data.name() != null
                && data.digest() != null
                && data.sourceType() != null
                && data.source() != null;
    }

    private static void require(boolean condition, String message) throws BadArchive {
        if (!condition) {
            throw new BadArchive(Entries.RUN, message);
        }
    }
}
