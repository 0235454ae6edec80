package com.aimatrix.feature.lineage;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.offline.TrainingSetChanged;
import com.aimatrix.feature.offline.TrainingSetUses;
import com.aimatrix.kit.event.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Training sets in the lineage: made of features and of the events that are their rows. What was made of one stays told when it is
 * deleted, so that a model that is deployed again still holds what it was trained on.
 */
@Component
class LineageOfTrainingSets implements TrainingSetUses {

    private final LineageStore store;
    private final OpenLineageEvents events;
    private final Outbox outbox;
    private final Clock clock;

    LineageOfTrainingSets(LineageStore store, OpenLineageEvents events, Outbox outbox, Clock clock) {
        this.store = store;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void made(String id, TrainingSetRequest request, List<Reference> references) {
        Node set = Node.trainingSet(id);
        var links = new ArrayList<Link>();
        references.forEach(each -> links.add(new Link(Node.feature(each), set)));
        if (request.spine().source() != null) {
            links.add(new Link(Node.source(request.spine().source()), set));
        }
        store.add(links, clock.instant());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(TrainingSetChanged changed) {
        TrainingSet set = changed.set();
        outbox.publish(events.of(set, store.inputs(Node.trainingSet(set.id()))));
    }

    @Override
    public List<String> deployedModels(String id) {
        return store.deployedModels(List.of(Node.trainingSet(id))).stream()
                .map(model -> "deployed model " + model)
                .toList();
    }
}
