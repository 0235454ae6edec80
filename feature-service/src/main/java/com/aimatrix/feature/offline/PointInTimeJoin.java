package com.aimatrix.feature.offline;

import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.row.PastRows;
import com.aimatrix.feature.window.WindowSweep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Joins features to rows as they were known at each row's time. What it reads is bounded by the number of rows, whatever the
 * length of the history.
 */
@Component
class PointInTimeJoin implements DisposableBean {

    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final WindowSweep windows;
    private final PastRows past;
    private final JsonMapper json;
    private final TransactionTemplate reading;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        var thread = new Thread(task, "point-in-time-join");
        thread.setDaemon(true);
        return thread;
    });

    PointInTimeJoin(WindowSweep windows, PastRows past, JsonMapper json, PlatformTransactionManager transactions) {
        this.windows = windows;
        this.past = past;
        this.json = json;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * The values of each reference.
     *
     * @param spine in order of time
     * @param joinKeys names of the keys of each row
     */
    List<JoinedColumn> join(
            List<SpineRow> spine, List<String> joinKeys, List<Reference> references, WindowSweep.Known known) {
        return begin(spine, joinKeys, references, known).values();
    }

    /** As {@link #join}, while the caller does something else. */
    Begun begin(List<SpineRow> spine, List<String> joinKeys, List<Reference> references, WindowSweep.Known known) {
        var columns = new JoinColumns(spine, joinKeys, known, past, windows, json);
        references.forEach(columns::expect);
        return new Begun(
                columns, references, columns.reads().stream().map(this::begin).toList());
    }

    /** Each read in a transaction and on a connection of its own: the cut keeps what they see together. */
    private Future<?> begin(Runnable read) {
        return threads.submit(() -> reading.executeWithoutResult(status -> read.run()));
    }

    /** A join whose reads are under way. */
    record Begun(JoinColumns columns, List<Reference> references, List<Future<?>> reads) {

        /** Waits for the reads. */
        List<JoinedColumn> values() {
            try {
                for (Future<?> each : reads) {
                    each.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the join was interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            } finally {
                cancel();
            }
            var values = new ArrayList<JoinedColumn>(references.size());
            for (Reference each : references) {
                values.add(columns.values(each.view(), each.index()));
            }
            return values;
        }

        /** Gives up what is not begun yet. */
        void cancel() {
            reads.forEach(each -> each.cancel(false));
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
