package com.aimatrix.serving.deployment;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.serving.loading.LoadedModels;
import java.time.Instant;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps what the registry told, and has it loaded: at once when told, and from the own copy before the first request. */
@Component
class Deployments implements SmartLifecycle {

    private final DeploymentStore store;
    private final LoadedModels models;
    private volatile boolean running;

    Deployments(DeploymentStore store, LoadedModels models) {
        this.store = store;
        this.models = models;
    }

    void accept(Deployment deployment, Instant changedAt) {
        store.save(deployment, changedAt);
        models.want(deployment);
    }

    @Override
    public void start() {
        models.startLoading(store.all());
        running = true;
    }

    @Override
    public void stop() {
        models.stopLoading();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server and the listeners, which start late. */
    @Override
    public int getPhase() {
        return 0;
    }
}
