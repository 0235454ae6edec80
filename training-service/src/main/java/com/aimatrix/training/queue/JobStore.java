package com.aimatrix.training.queue;

import com.aimatrix.training.queue.Job.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The queue's SQL. Times are the database's: instances whose clocks differ must agree on when a lease ends.
 */
@Component
class JobStore {

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Kind kind, String subjectId) {
        jdbc.sql("insert into training.job (kind, subject_id) values (?, ?)")
                .params(kind.name(), subjectId)
                .update();
    }

    /** The oldest job that nobody holds, now held until the lease ends. */
    Optional<Job> claim(UUID lease, Duration length) {
        return jdbc.sql("""
                        update training.job
                        set lease = :lease, lease_until = now() + :seconds * interval '1 second', attempts = attempts + 1
                        where id = (
                          select id from training.job
                          where available_at <= now() and (lease_until is null or lease_until < now())
                          order by available_at, id
                          limit 1
                          for update skip locked)
                        returning id, kind, subject_id, attempts
                        """)
                .param("lease", lease)
                .param("seconds", seconds(length))
                .query((rs, n) -> new Job(
                        rs.getLong("id"),
                        Kind.valueOf(rs.getString("kind")),
                        rs.getString("subject_id"),
                        rs.getInt("attempts"),
                        lease))
                .optional();
    }

    /** Holds on to a job; empty when it is another's or gone, else whether its end was asked for. */
    Optional<Boolean> extend(Job job, Duration length) {
        return jdbc.sql("""
                        update training.job set lease_until = now() + :seconds * interval '1 second'
                        where id = :id and lease = :lease
                        returning cancel_requested
                        """)
                .param("id", job.id())
                .param("lease", job.lease())
                .param("seconds", seconds(length))
                .query(Boolean.class)
                .optional();
    }

    /** Whether the job is still this holder's; nobody claims it until the transaction ends. */
    boolean lock(Job job) {
        return jdbc.sql("select id from training.job where id = :id and lease = :lease for update")
                .param("id", job.id())
                .param("lease", job.lease())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Counts one more start of a worker; empty when the job is no longer this holder's. */
    Optional<Integer> countAttempt(Job job) {
        return jdbc.sql("""
                        update training.job set attempts = attempts + 1 where id = :id and lease = :lease
                        returning attempts
                        """)
                .param("id", job.id())
                .param("lease", job.lease())
                .query(Integer.class)
                .optional();
    }

    /** Gives a job back as if it had not been claimed. */
    void release(Job job) {
        jdbc.sql("""
                        update training.job set lease = null, lease_until = null, attempts = attempts - 1
                        where id = :id and lease = :lease
                        """).param("id", job.id()).param("lease", job.lease()).update();
    }

    /** Removes a job whose work has ended; false when it is no longer this holder's. */
    boolean remove(Job job) {
        return jdbc.sql("delete from training.job where id = :id and lease = :lease")
                        .param("id", job.id())
                        .param("lease", job.lease())
                        .update()
                == 1;
    }

    /** Removes a job that nobody holds; a claim in the same moment is waited for. */
    boolean removeUnclaimed(String subjectId) {
        return jdbc.sql("""
                        delete from training.job
                        where subject_id = ? and (lease_until is null or lease_until < now())
                        """).param(subjectId).update() == 1;
    }

    boolean requestCancel(String subjectId) {
        return jdbc.sql("update training.job set cancel_requested = true where subject_id = ?")
                        .param(subjectId)
                        .update()
                == 1;
    }

    /** Jobs that wait. */
    long waiting() {
        return jdbc.sql("select count(*) from training.job where lease_until is null or lease_until < now()")
                .query(Long.class)
                .single();
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1000.0;
    }
}
