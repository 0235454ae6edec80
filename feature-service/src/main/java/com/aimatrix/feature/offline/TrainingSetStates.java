package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Life of training sets: each change of status is told in the transaction that makes it. */
@Component
class TrainingSetStates {

    private final TrainingSetStore store;
    private final ApplicationEventPublisher events;

    TrainingSetStates(TrainingSetStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    /** Tells of one that was ordered just now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ordered(TrainingSet set) {
        events.publishEvent(new TrainingSetChanged(set));
    }

    @Transactional
    public void ready(TrainingSetStore.Claimed claimed, TrainingSetMaker.Made made, double seconds) {
        tell(claimed.id(), store.ready(claimed, made.rows(), made.columns(), made.sha256(), seconds));
    }

    @Transactional
    public void failed(TrainingSetStore.Claimed claimed, String reason) {
        tell(claimed.id(), store.failed(claimed, reason));
    }

    /** False when it is not being made. */
    @Transactional
    public boolean cancel(String id) {
        return tell(id, store.cancel(id));
    }

    /** False when it was not stopped. */
    @Transactional
    public boolean resume(String id) {
        return tell(id, store.resume(id));
    }

    private boolean tell(String id, boolean changed) {
        if (changed) {
            events.publishEvent(new TrainingSetChanged(store.find(id).orElseThrow()));
        }
        return changed;
    }
}
