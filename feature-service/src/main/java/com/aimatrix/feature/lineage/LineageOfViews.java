package com.aimatrix.feature.lineage;

import com.aimatrix.feature.definition.Feature;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ViewDeleted;
import com.aimatrix.feature.definition.ViewPrepared;
import com.aimatrix.feature.definition.ViewUpdated;
import com.aimatrix.kit.event.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Views in the lineage: made of a source, holding features, of which some are made of others. */
@Component
class LineageOfViews {

    private final LineageStore store;
    private final OpenLineageEvents events;
    private final Outbox outbox;
    private final Clock clock;

    LineageOfViews(LineageStore store, OpenLineageEvents events, Outbox outbox, Clock clock) {
        this.store = store;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void registered(ViewPrepared prepared) {
        keep(prepared.view());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void updated(ViewUpdated updated) {
        keep(updated.view());
    }

    private void keep(RegisteredView view) {
        var links = new ArrayList<Link>();
        String source = view.definition().source();
        if (source != null) {
            links.add(new Link(Node.source(source), Node.view(view)));
        }
        for (Feature feature : view.definition().features()) {
            Node node = Node.feature(view, feature.name());
            links.add(new Link(Node.view(view), node));
            feature.inputs().forEach(input -> links.add(new Link(Node.input(view, input), node)));
        }
        store.add(links, clock.instant());
        outbox.publish(events.of(view));
    }

    /** What was told of it stays as the past; a later view of that name and version begins anew. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleted(ViewDeleted deleted) {
        RegisteredView view = deleted.view();
        var nodes = new ArrayList<Node>();
        nodes.add(Node.view(view));
        view.definition().featureNames().forEach(feature -> nodes.add(Node.feature(view, feature)));
        store.end(nodes, clock.instant());
    }
}
