package com.aimatrix.monitoring.intake;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.serving.PredictionsMade;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what the serving-service answered. */
@Component
class PredictionConsumer {

    private final IntakeBatch batch;
    private final Predictions predictions;

    PredictionConsumer(IntakeBatch batch, Predictions predictions) {
        this.batch = batch;
        this.predictions = predictions;
    }

    /** A record holds the rows of one request, so 200 are some ten thousand rows. */
    @KafkaListener(
            topics = "${aimatrix.kafka.namespace:}" + Topics.SERVING_PREDICTIONS,
            batch = "true",
            properties = "max.poll.records=200")
    void predictionsMade(List<ConsumerRecord<String, byte[]>> messages) {
        batch.take(messages, PredictionsMade.class, Predictions::check, predictions::keep);
    }
}
