package com.aimatrix.training.forwarding;

import com.aimatrix.kit.work.BackgroundLoop;
import com.aimatrix.kit.work.BackgroundWorker;
import com.aimatrix.training.forwarding.ForwardingSettings.Backend;
import com.aimatrix.training.forwarding.ForwardingSettings.Type;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A loop for each server, so that one that is away holds up no other. {@code aimatrix_tracking_forwarding_behind}: points by backend. */
@Component
class Forwarding implements BackgroundWorker {

    private final List<BackgroundLoop> loops;

    Forwarding(Forwarder.Parts parts, Backends backends, JsonMapper json, MeterRegistry meters) {
        ForwardingSettings settings = parts.settings();
        this.loops = settings.backends().entrySet().stream()
                .map(each -> new BackgroundLoop(
                        "forwarding-" + each.getKey(),
                        settings.interval(),
                        new Forwarder(each.getKey(), each.getValue(), receiver(each.getValue(), settings, json), parts)
                                ::round))
                .toList();
        settings.backends()
                .keySet()
                .forEach(name -> Gauge.builder(
                                "aimatrix.tracking.forwarding.behind", backends, all -> all.pointsBehind(name))
                        .description("Metric points that a backend has not been told of")
                        .tag("backend", name)
                        .register(meters));
    }

    private static Receiver receiver(Backend backend, ForwardingSettings settings, JsonMapper json) {
        if (backend.type() == Type.MLFLOW) {
            String token = backend.key() == null ? null : "Bearer " + backend.key();
            return new MlflowReceiver(new ReceiverHttp(backend, token, settings.timeout(), json));
        }
        String basic = Base64.getEncoder()
                .encodeToString("api:%s".formatted(backend.key()).getBytes(StandardCharsets.UTF_8));
        return new WandbReceiver(
                new ReceiverHttp(backend, "Basic " + basic, settings.timeout(), json), backend.entity(), json);
    }

    @Override
    public List<BackgroundLoop> loops() {
        return loops;
    }
}
