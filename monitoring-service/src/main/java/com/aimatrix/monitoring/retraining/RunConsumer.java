package com.aimatrix.monitoring.retraining;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.InvalidEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears how runs go, to know when a retraining that was asked for has ended. */
@Component
class RunConsumer {

    private final EventReader reader;
    private final RetrainingRequests requests;

    RunConsumer(EventReader reader, RetrainingRequests requests) {
        this.reader = reader;
        this.requests = requests;
    }

    @KafkaListener(topics = "${aimatrix.kafka.namespace:}" + Topics.TRAINING_RUNS)
    void runStatusChanged(ConsumerRecord<String, byte[]> message) {
        RunStatusChanged run = reader.read(message, RunStatusChanged.class).data();
        if (run.retrainingRequestId() == null) {
            return;
        }
        if (run.status() == null || run.runId() == null) {
            throw new InvalidEvent(
                    "status and runId: expected both, got %s and %s".formatted(run.status(), run.runId()));
        }
        try {
            requests.follow(run);
        } catch (IllegalArgumentException e) {
            throw new InvalidEvent("retrainingRequestId: expected a UUID, got " + run.retrainingRequestId(), e);
        }
    }
}
