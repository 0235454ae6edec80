package com.aimatrix.training.retraining;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.InvalidEvent;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes requests for a retraining from Kafka. */
@Component
class RetrainingConsumer {

    private final EventReader reader;
    private final Retrainings retrainings;

    RetrainingConsumer(EventReader reader, Retrainings retrainings) {
        this.reader = reader;
        this.retrainings = retrainings;
    }

    @KafkaListener(topics = "${aimatrix.kafka.namespace:}" + Topics.MONITORING_RETRAINING_REQUESTS)
    void on(ConsumerRecord<String, byte[]> message) {
        var event = reader.read(message, RetrainingRequested.class);
        RetrainingRequested request = event.data();
        if (Stream.of(request.requestId(), request.model(), request.cut()).anyMatch(each -> each == null)) {
            throw new InvalidEvent("expected requestId, model and cut, got " + request);
        }
        retrainings.answer(event.id(), request);
    }
}
