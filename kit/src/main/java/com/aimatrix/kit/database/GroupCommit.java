package com.aimatrix.kit.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Small requests that wait for each other become one transaction, as a commit costs more than they do. One that comes alone waits
 * for nobody, and a large one goes alone.
 *
 * @param <T> request
 * @param <A> answer
 */
public final class GroupCommit<T, A> {

    /** Two at least, so that one prepares its rows while the other commits. */
    private static final int TRANSACTIONS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private final Function<List<T>, List<Outcome<A>>> transaction;
    private final ToIntFunction<T> size;
    private final int most;
    private final ConcurrentLinkedQueue<Waiting<T, A>> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore turns = new Semaphore(TRANSACTIONS);

    /**
     * @param transaction works requests in their order and answers what became of each; where it throws, nothing is done and
     *     each request is worked alone
     * @param size of a request, in rows
     * @param most size of a group; a request of more than a quarter of it goes alone
     */
    public GroupCommit(Function<List<T>, List<Outcome<A>>> transaction, ToIntFunction<T> size, int most) {
        this.transaction = transaction;
        this.size = size;
        this.most = most;
    }

    /**
     * What became of a request.
     *
     * @param answer or null where it was refused
     * @param refusal or null
     */
    public record Outcome<A>(A answer, RuntimeException refusal) {}

    private record Waiting<T, A>(T request, CompletableFuture<A> answer) {

        void settle(Outcome<A> outcome) {
            if (outcome.refusal() == null) {
                answer.complete(outcome.answer());
            } else {
                answer.completeExceptionally(outcome.refusal());
            }
        }
    }

    /**
     * Returns when the request is durable; throws its refusal, or what its own transaction failed of. Inside a transaction it
     * belongs to that one, alone.
     */
    public A run(T request) {
        var waiting = new Waiting<>(request, new CompletableFuture<A>());
        if (size.applyAsInt(request) > most / 4 || TransactionSynchronizationManager.isActualTransactionActive()) {
            work(List.of(waiting));
        } else {
            join(waiting);
        }
        try {
            return waiting.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void join(Waiting<T, A> waiting) {
        queue.add(waiting);
        turns.acquireUninterruptibly();
        try {
            // Another may have taken it along. Who waits comes to a turn, so that nothing is left in the queue.
            if (!waiting.answer().isDone()) {
                work(group());
            }
        } finally {
            turns.release();
        }
    }

    private List<Waiting<T, A>> group() {
        var group = new ArrayList<Waiting<T, A>>();
        int rows = 0;
        synchronized (queue) {
            for (var next = queue.peek(); next != null; next = queue.peek()) {
                rows += size.applyAsInt(next.request());
                if (!group.isEmpty() && rows > most) {
                    break;
                }
                group.add(queue.remove());
            }
        }
        return group;
    }

    private void work(List<Waiting<T, A>> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            List<Outcome<A>> outcomes =
                    transaction.apply(group.stream().map(Waiting::request).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).settle(outcomes.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.get(0).answer().completeExceptionally(e);
            } else {
                group.forEach(each -> work(List.of(each)));
            }
        }
    }
}
