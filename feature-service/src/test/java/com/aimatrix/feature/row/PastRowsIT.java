package com.aimatrix.feature.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A read of the past costs what it answers, however much an entity has behind it. */
@PlatformTest
class PastRowsIT {

    /** Of no view: nothing else looks at its rows. */
    private static final int VIEW = 1_999_999_999;

    private static final Instant FIRST = Instant.parse("2019-10-05T00:00:00Z");
    private static final int ENTITIES = 100;
    private static final int ROWS = 80;

    private final RowStore store;
    private final PastRows past;
    private final HistoryPartitions partitions;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    @Autowired
    PastRowsIT(
            RowStore store,
            PastRows past,
            HistoryPartitions partitions,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.store = store;
        this.past = past;
        this.partitions = partitions;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    private static Instant at(int row) {
        return FIRST.plus(Duration.ofDays(row));
    }

    /** In one partition, a quarter, with empty ones before and behind; the planner knows what is in them. */
    private void fill(String entities) {
        partitions.ensure(FIRST.minus(Duration.ofDays(90)).toEpochMilli());
        partitions.ensure(at(ROWS).plus(Duration.ofDays(90)).toEpochMilli());
        var rows = new ArrayList<FeatureRow>();
        for (int entity = 0; entity < ENTITIES; entity++) {
            for (int row = 0; row < ROWS; row++) {
                long timeMs = at(row).toEpochMilli();
                partitions.ensure(timeMs);
                rows.add(new FeatureRow(VIEW, entities + entity, timeMs, timeMs, "[%d]".formatted(row)));
            }
        }
        store.write(rows, RowStore.Target.OFFLINE);
        jdbc.sql("analyze feature.history").update();
    }

    private long fetched() {
        return jdbc.sql("""
                        select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)
                        from pg_stat_xact_user_tables where relname like 'history%'""").query(Long.class).single();
    }

    @Test
    void aReadOfThePastFetchesARowAndNotTheHistory() {
        fill("read");
        var answers = new ArrayList<String>();
        var questions = new ArrayList<RowStore.Question>();
        for (int entity = 0; entity < ENTITIES; entity++) {
            questions.add(new RowStore.Question(
                    VIEW, "read" + entity, at(ROWS - 1).minusSeconds(1).toEpochMilli()));
        }

        long fetched = transaction.execute(status -> {
            past.readAsOf(questions, (question, timeMs, values) -> answers.add(question + values));
            return fetched();
        });

        assertThat(answers).hasSize(questions.size()).contains("0[78]", "99[78]");
        assertThat(fetched).isBetween((long) questions.size(), 5L * questions.size());
    }

    @Test
    void aJoinFetchesARowForEachOfItsOwn() {
        fill("joined");
        int size = ENTITIES;
        int[] order = new int[size];
        String[] entities = new String[size];
        long[] from = new long[size];
        long[] times = new long[size];
        long[] known = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
            entities[i] = "joined" + i;
            times[i] = at(ROWS - 1).toEpochMilli();
            from[i] = FIRST.toEpochMilli();
            known[i] = Long.MAX_VALUE / 2_000;
        }
        List<String> answers = new ArrayList<>();

        long fetched = transaction.execute(status -> {
            past.readAsKnown(
                    VIEW, order, entities, from, times, known, (row, timeMs, values) -> answers.add(row + values));
            return fetched();
        });

        assertThat(answers).hasSize(size).contains("0[79]", "99[79]");
        assertThat(fetched).isBetween((long) size, 5L * size);
    }

    @Test
    void theTransactionPlansAsBeforeAfterwards() {
        String before = jdbc.sql("show enable_sort").query(String.class).single();

        String after = transaction.execute(status -> {
            past.readAsOf(List.of(new RowStore.Question(VIEW, "nobody", 0)), (question, timeMs, values) -> {});
            return jdbc.sql("show enable_sort").query(String.class).single();
        });

        assertThat(after).isEqualTo(before);
    }
}
