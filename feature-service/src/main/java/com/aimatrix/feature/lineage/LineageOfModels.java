package com.aimatrix.feature.lineage;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.feature.lineage.DeployedModelStore.DeployedModel;
import com.aimatrix.kit.event.Inbox;
import com.aimatrix.kit.event.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Models in the lineage: made by runs from training sets, and deployed. */
@Service
class LineageOfModels {

    private final LineageStore store;
    private final DeployedModelStore deployedModels;
    private final OpenLineageEvents events;
    private final Inbox inbox;
    private final Outbox outbox;

    LineageOfModels(
            LineageStore store,
            DeployedModelStore deployedModels,
            OpenLineageEvents events,
            Inbox inbox,
            Outbox outbox) {
        this.store = store;
        this.deployedModels = deployedModels;
        this.events = events;
        this.inbox = inbox;
        this.outbox = outbox;
    }

    @Transactional
    public void ran(String eventId, RunStatusChanged run) {
        if (!inbox.firstTime(eventId)) {
            return;
        }
        Node node = Node.run(run.runId());
        var links = new ArrayList<Link>();
        if (run.trainingSetId() != null) {
            links.add(new Link(Node.trainingSet(run.trainingSetId()), node));
        }
        if (run.model() != null && run.version() != null) {
            links.add(new Link(node, Node.modelVersion(run.model(), run.version())));
        }
        store.add(links, run.at());
        events.of(run).ifPresent(outbox::publish);
    }

    /** Carries the whole state: an older revision than the known one is passed over. */
    @Transactional
    public void deployed(DeploymentChanged change) {
        Deployment deployment = change.deployment();
        List<Deployment.Target> targets = Stream.concat(Stream.of(deployment.live()), deployment.shadows().stream())
                .toList();
        List<String> features = targets.stream()
                .flatMap(target -> target.features().stream())
                .distinct()
                .toList();
        if (!deployedModels.put(new DeployedModel(deployment.model(), features), deployment.revision(), change.at())) {
            return;
        }
        List<Node> versions = targets.stream()
                .map(target -> Node.modelVersion(deployment.model(), target.version()))
                .toList();
        Node node = Node.deployment(deployment.model());
        store.endOthers(node, versions, change.at());
        store.add(versions.stream().map(version -> new Link(version, node)).toList(), change.at());
    }
}
