package com.aimatrix.feature.lineage;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.feature.definition.RegisteredView;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.Job;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What happens to views, training sets and models as OpenLineage events. */
@Component
class OpenLineageEvents {

    static final URI PRODUCER = URI.create("urn:aimatrix:feature-service");

    private static final int LONGEST_REASON = 10_000;

    private static final Map<String, EventType> OF_RUNS = Map.of(
            "RUNNING", EventType.START,
            "FINISHED", EventType.COMPLETE,
            "FAILED", EventType.FAIL,
            "KILLED", EventType.ABORT);

    private final OpenLineage lineage = new OpenLineage(PRODUCER);
    private final String namespace;
    private final OpenLineageFacets facets;
    private final Clock clock;

    OpenLineageEvents(LineageSettings settings, Clock clock) {
        this.namespace = settings.namespace();
        this.facets = new OpenLineageFacets(lineage, namespace);
        this.clock = clock;
    }

    /** A version of a view as it is now. */
    OpenLineageEvent of(RegisteredView view) {
        String job = "feature_view:" + view.name();
        var told = lineage.newDatasetFacetsBuilder()
                .version(lineage.newDatasetVersionDatasetFacet(String.valueOf(view.version())));
        DatasetFacets brief = told.build();
        if (view.definition().description() != null) {
            told.documentation(
                    lineage.newDocumentationDatasetFacet(view.definition().description(), null));
        }
        DatasetFacets whole = told.schema(facets.schema(view))
                .columnLineage(facets.columnLineage(view))
                .build();
        return OpenLineageEvent.of(job, registered(job, view, whole), () -> registered(job, view, brief));
    }

    private OpenLineage.JobEvent registered(String job, RegisteredView view, DatasetFacets output) {
        var inputs = new LinkedHashSet<Node>();
        if (view.definition().source() != null) {
            inputs.add(Node.source(view.definition().source()));
        }
        view.definition().features().stream()
                .flatMap(feature -> feature.inputs().stream())
                .forEach(input -> Node.input(view, input).viewName().ifPresent(name -> inputs.add(view(name))));
        inputs.remove(Node.view(view));
        return lineage.newJobEvent(
                time(clock.instant()),
                job(job, "STREAMING", "FEATURE_VIEW"),
                inputs(inputs),
                List.of(output(Node.view(view), output, null)));
    }

    /**
     * A training set as it is now; one that is resumed starts again as the same run.
     *
     * @param made nodes that it is made of
     */
    OpenLineageEvent of(TrainingSet set, List<Node> made) {
        String name = set.request().name();
        String job = name == null || name.isBlank() ? "training_set" : "training_set:" + name;
        var inputs = new LinkedHashSet<Node>();
        for (Node node : made) {
            inputs.add(node.viewName().map(OpenLineageEvents::view).orElse(node));
        }
        var told = lineage.newDatasetFacetsBuilder();
        Long rows = set.status() == TrainingSet.Status.READY ? set.rows() : null;
        if (rows != null) {
            told.version(lineage.newDatasetVersionDatasetFacet(set.sha256()));
        }
        DatasetFacets brief = told.build();
        if (rows != null) {
            told.schema(facets.schema(set)).columnLineage(facets.columnLineage(set));
        }
        return OpenLineageEvent.of(
                job,
                made(job, set, inputs, output(Node.trainingSet(set.id()), told.build(), rows)),
                () -> made(job, set, inputs, output(Node.trainingSet(set.id()), brief, rows)));
    }

    private OpenLineage.RunEvent made(String job, TrainingSet set, Collection<Node> inputs, OutputDataset output) {
        EventType type = switch (set.status()) {
            case RUNNING -> EventType.START;
            case READY -> EventType.COMPLETE;
            case FAILED -> EventType.FAIL;
            case CANCELLED -> EventType.ABORT;
        };
        return lineage.newRunEvent(
                time(clock.instant()),
                type,
                run(set.id(), set.reason()),
                job(job, "BATCH", "TRAINING_SET"),
                inputs(inputs),
                List.of(output));
    }

    /** Empty while it waits: OpenLineage begins with the start. */
    Optional<OpenLineageEvent> of(RunStatusChanged changed) {
        return Optional.ofNullable(OF_RUNS.get(changed.status())).map(type -> {
            String job = "training:" + changed.experiment();
            List<Node> inputs =
                    changed.trainingSetId() == null ? List.of() : List.of(Node.trainingSet(changed.trainingSetId()));
            List<OutputDataset> outputs = changed.model() == null || changed.version() == null
                    ? List.of()
                    : List.of(output(Node.modelVersion(changed.model(), changed.version()), null, null));
            var event = lineage.newRunEvent(
                    time(changed.at()),
                    type,
                    run(changed.runId(), type == EventType.FAIL ? changed.reason() : null),
                    job(job, "BATCH", "TRAINING"),
                    inputs(inputs),
                    outputs);
            return OpenLineageEvent.of(job, event, () -> event);
        });
    }

    private Job job(String name, String processing, String type) {
        return lineage.newJob(
                namespace,
                name,
                lineage.newJobFacetsBuilder()
                        .jobType(lineage.newJobTypeJobFacet(processing, "AIMATRIX", type))
                        .build());
    }

    private OpenLineage.Run run(String id, String failure) {
        var told = lineage.newRunFacetsBuilder();
        if (failure != null) {
            String beginning = failure.substring(0, Math.min(LONGEST_REASON, failure.length()));
            told.errorMessage(lineage.newErrorMessageRunFacet(beginning, "JAVA", null));
        }
        return lineage.newRun(uuid(id), told.build());
    }

    /** Ours are UUIDs without dashes; of any other text one is made. */
    static UUID uuid(String id) {
        return id.matches("[0-9a-f]{32}")
                ? UUID.fromString(id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"))
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private List<InputDataset> inputs(Collection<Node> nodes) {
        return nodes.stream()
                .map(node -> lineage.newInputDataset(namespace, node.toString(), null, null))
                .toList();
    }

    private OutputDataset output(Node node, DatasetFacets facets, Long rows) {
        return lineage.newOutputDataset(
                namespace,
                node.toString(),
                facets,
                rows == null
                        ? null
                        : lineage.newOutputDatasetOutputFacetsBuilder()
                                .outputStatistics(lineage.newOutputStatisticsOutputDatasetFacet(rows, null, null))
                                .build());
    }

    private static Node view(String versionedName) {
        return new Node(Node.Kind.VIEW, versionedName);
    }

    private static ZonedDateTime time(Instant at) {
        return at.atZone(ZoneOffset.UTC);
    }
}
