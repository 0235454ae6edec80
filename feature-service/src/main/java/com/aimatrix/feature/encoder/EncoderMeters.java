package com.aimatrix.feature.encoder;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Counts the texts that encoders take and how long they take for them. */
@Component
class EncoderMeters {

    private final MeterRegistry meters;

    EncoderMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    float[][] time(String encoder, int texts, Supplier<float[][]> work) {
        meters.counter("aimatrix_feature_encoder_texts", "encoder", encoder).increment(texts);
        return meters.timer("aimatrix_feature_encoder_time", "encoder", encoder).record(work);
    }

    /** A text that the network refused. */
    void refused(String encoder) {
        meters.counter("aimatrix_feature_encoder_refused", "encoder", encoder).increment();
    }
}
