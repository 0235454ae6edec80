package com.aimatrix.monitoring.intake;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.monitoring.OutcomesObserved;
import com.aimatrix.kit.event.InvalidEvent;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what really happened. */
@Component
class OutcomeConsumer {

    private final IntakeBatch batch;
    private final Outcomes outcomes;

    OutcomeConsumer(IntakeBatch batch, Outcomes outcomes) {
        this.batch = batch;
        this.outcomes = outcomes;
    }

    @KafkaListener(
            topics = "${aimatrix.kafka.namespace:}" + Topics.MONITORING_OUTCOMES,
            batch = "true",
            properties = "max.poll.records=500")
    void outcomesObserved(List<ConsumerRecord<String, byte[]>> messages) {
        batch.take(messages, OutcomesObserved.class, this::check, outcomes::keep);
    }

    private void check(OutcomesObserved event) {
        var problems = outcomes.problems(event);
        if (!problems.isEmpty()) {
            throw new InvalidEvent(
                    "%s: %s".formatted(problems.get(0).field(), problems.get(0).message()));
        }
    }
}
