package com.aimatrix.training.queue;

import com.aimatrix.training.queue.Job.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The queue as the rest of the service sees it; changes belong to the transaction that changes the run. */
@Component
public class Jobs {

    private final JobStore store;
    private final Semaphore signal = new Semaphore(0);
    private final Map<String, Lease> held = new ConcurrentHashMap<>();

    Jobs(JobStore store) {
        this.store = store;
    }

    /** Queues work on a run or evaluation. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Kind kind, String subjectId) {
        store.add(kind, subjectId);
        afterCommit(signal::release);
    }

    /**
     * Ends the work in the holder's name.
     *
     * @throws LeaseEnded when the job is no longer the holder's: the transaction must not happen
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Job job) {
        if (!store.remove(job)) {
            throw new LeaseEnded(LeaseEnded.Why.LOST);
        }
    }

    /**
     * Keeps the job in this holder's hands until the transaction ends.
     *
     * @throws LeaseEnded when the job is no longer the holder's: the transaction must not happen
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void require(Job job) {
        if (!store.lock(job)) {
            throw new LeaseEnded(LeaseEnded.Why.LOST);
        }
    }

    /**
     * Counts one more start of a worker.
     *
     * @return how often one was started on the job by now
     * @throws LeaseEnded when the job is no longer the holder's
     */
    @Transactional
    public int countAttempt(Job job) {
        return store.countAttempt(job).orElseThrow(() -> new LeaseEnded(LeaseEnded.Why.LOST));
    }

    /**
     * Takes waiting work out of the queue, or asks its holder to end it.
     *
     * @return true when it was waiting and is gone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean cancel(String subjectId) {
        if (store.removeUnclaimed(subjectId)) {
            return true;
        }
        store.requestCancel(subjectId);
        afterCommit(() -> {
            Lease lease = held.get(subjectId);
            if (lease != null) {
                lease.end(LeaseEnded.Why.CANCELLED);
            }
        });
        return false;
    }

    /** How many jobs wait. */
    @Transactional(readOnly = true)
    public long waiting() {
        return store.waiting();
    }

    void hold(Lease lease) {
        held.put(lease.job().subjectId(), lease);
    }

    void letGo(Lease lease) {
        held.remove(lease.job().subjectId(), lease);
    }

    Iterable<Lease> held() {
        return held.values();
    }

    void awaitWork(long millis) throws InterruptedException {
        signal.tryAcquire(millis, TimeUnit.MILLISECONDS);
    }

    void wake(int workers) {
        signal.release(workers);
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
