package com.aimatrix.feature.preparation;

import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.RegisteredView.Status;
import com.aimatrix.feature.definition.ViewPrepared;
import com.aimatrix.feature.definition.Views;
import com.aimatrix.feature.ingest.Backfills;
import com.aimatrix.feature.vector.VectorIndexes;
import com.aimatrix.kit.work.BackgroundLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Prepares new versions of views: takes earlier data in, fits what is to be fitted, indexes vectors, and makes the version active. */
@Component
class PreparationWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PreparationWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Backfills backfills;
    private final Fits fits;
    private final VectorIndexes indexes;
    private final Views views;
    private final Catalogs catalogs;
    private final BackgroundLoop loop = new BackgroundLoop("view-preparation", PAUSE, this::round);

    PreparationWorker(Backfills backfills, Fits fits, VectorIndexes indexes, Views views, Catalogs catalogs) {
        this.backfills = backfills;
        this.fits = fits;
        this.indexes = indexes;
        this.views = views;
        this.catalogs = catalogs;
    }

    @Override
    public void start() {
        views.linkMissingSeries();
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** A version that waits for nothing is active at once; asked last, when everybody else has arranged what is needed. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    @Transactional(propagation = Propagation.MANDATORY)
    public void activateAtOnce(ViewPrepared prepared) {
        if (!Fits.needsFit(prepared.view()) && backfills.isFilled(prepared.view())) {
            indexes.create(prepared.view());
            views.activate(prepared.view());
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void registered(ViewPrepared prepared) {
        loop.wake();
    }

    private boolean round() {
        boolean more = backfills.work();
        for (RegisteredView view : catalogs.current().everyVersion()) {
            if (view.status() == Status.PREPARING && view.failure() == null && backfills.isFilled(view)) {
                prepare(view);
            }
        }
        return more;
    }

    /** One that cannot go on just now stops no other. */
    private void prepare(RegisteredView view) {
        try {
            fits.fit(view);
            if (indexes.build(view)) {
                views.activate(view);
            }
        } catch (PreparationFailed e) {
            views.failed(view, e.getMessage());
        } catch (RuntimeException e) {
            log.warn("The preparation of {} is tried again", view.versionedName(), e);
        }
    }
}
