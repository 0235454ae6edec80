package com.aimatrix.feature.retention;

import com.aimatrix.feature.batch.BatchCleanup;
import com.aimatrix.feature.batch.LeftoverFiles;
import com.aimatrix.feature.batch.Uploads;
import com.aimatrix.feature.encoder.LeftoverEncoders;
import com.aimatrix.feature.offline.TrainingSetCleanup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Training sets, uploads and batches of which a setting says how long they stay, leftover files, and rows that have left the quarantine. */
@Component
class FileRetention {

    private final TrainingSetCleanup trainingSets;
    private final Uploads uploads;
    private final BatchCleanup batches;
    private final LeftoverFiles leftovers;
    private final LeftoverEncoders leftoverEncoders;
    private final JdbcClient jdbc;
    private final RetentionSettings settings;
    private final Clock clock;

    FileRetention(
            TrainingSetCleanup trainingSets,
            Uploads uploads,
            BatchCleanup batches,
            LeftoverFiles leftovers,
            LeftoverEncoders leftoverEncoders,
            JdbcClient jdbc,
            RetentionSettings settings,
            Clock clock) {
        this.trainingSets = trainingSets;
        this.uploads = uploads;
        this.batches = batches;
        this.leftovers = leftovers;
        this.leftoverEncoders = leftoverEncoders;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    long clean() {
        long deleted = jdbc.sql("delete from feature.quarantine where status <> 'OPEN' and closed_at < ?")
                .param(Timestamp.from(clock.instant().minus(settings.quarantine())))
                .update();
        try {
            deleted += batches.deleteEndedBefore(clock.instant().minus(settings.batches()));
            deleted += leftovers.remove() + leftoverEncoders.remove();
            if (settings.trainingSets() != null) {
                deleted += trainingSets.deleteOlderThan(clock.instant().minus(settings.trainingSets()));
            }
            if (settings.uploads() != null) {
                deleted += uploads.deleteOlderThan(clock.instant().minus(settings.uploads()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deleted;
    }
}
