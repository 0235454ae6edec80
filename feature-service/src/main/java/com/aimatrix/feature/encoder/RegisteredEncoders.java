package com.aimatrix.feature.encoder;

import com.aimatrix.feature.definition.TextEncoders;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.transform.function.TextEncoder;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The encoders of this instance, each in memory once. */
@Component
class RegisteredEncoders implements TextEncoders {

    private final EncoderStore store;
    private final ArtifactStore artifacts;
    private final Turns turns;
    private final EncoderMeters meters;
    private final Map<String, OnDemandEncoder> known = new HashMap<>();

    RegisteredEncoders(EncoderStore store, ArtifactStore artifacts, Turns turns, EncoderMeters meters) {
        this.store = store;
        this.artifacts = artifacts;
        this.turns = turns;
        this.meters = meters;
    }

    @Override
    public Map<String, TextEncoder> byName() {
        return keep(store.list());
    }

    private synchronized Map<String, TextEncoder> keep(List<Encoder> registered) {
        var encoders = new LinkedHashMap<String, TextEncoder>();
        var ids = new HashSet<String>();
        for (Encoder each : registered) {
            ids.add(each.id());
            encoders.put(each.name(), known.computeIfAbsent(each.id(), id -> onDemand(each)));
        }
        known.forEach((id, encoder) -> {
            if (!ids.contains(id)) {
                encoder.unload();
            }
        });
        known.keySet().retainAll(ids);
        return encoders;
    }

    private OnDemandEncoder onDemand(Encoder encoder) {
        return new OnDemandEncoder(encoder, artifacts, turns, meters);
    }

    @PreDestroy
    synchronized void unload() {
        known.values().forEach(OnDemandEncoder::unload);
    }
}
