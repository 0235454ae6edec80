package com.aimatrix.training.execution;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.ModelVersions;
import com.aimatrix.kit.client.ServiceClients;
import com.aimatrix.training.queue.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the registry which version of a model a run is compared with. */
@Component
class LiveVersion {

    private static final String LIVE_JSON = "live.json";

    private final ModelVersions registry;
    private final Patience patience;
    private final JsonMapper json;

    LiveVersion(ServiceClients clients, Patience patience, JsonMapper json) {
        this.registry = clients.create(ModelVersions.class, clients.addresses().registryUrl());
        this.patience = patience;
        this.json = json;
    }

    /**
     * The version that was live when the run first asked, or null when none was; asked once, because the training set
     * must hold this version's features, whoever goes on with the run.
     */
    Deployment.Target of(String model, Path folder, Lease lease) throws IOException {
        Path asked = folder.resolve(LIVE_JSON);
        if (!Files.exists(asked)) {
            Deployment.Target live = patience.call("the registry", lease, () -> ask(model));
            AtomicFile.write(asked, json.writeValueAsBytes(live));
        }
        return json.readValue(Files.readAllBytes(asked), Deployment.Target.class);
    }

    private Deployment.Target ask(String model) {
        try {
            return registry.deployment(model).live();
        } catch (HttpClientErrorException.NotFound e) {
            return null;
        }
    }
}
