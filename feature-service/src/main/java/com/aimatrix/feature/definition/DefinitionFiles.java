package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.DefinitionFile.Kind;
import com.aimatrix.feature.definition.DefinitionFile.Plan;
import com.aimatrix.feature.definition.DefinitionFile.Step;
import com.aimatrix.feature.definition.Registration.Change;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies a file of definitions as a whole, tells what applying it would do, and exports what is there. */
@Service
class DefinitionFiles {

    private final Definitions definitions;
    private final Views views;
    private final FeatureSets featureSets;
    private final CatalogStore catalogs;
    private final TransactionTemplate transaction;

    DefinitionFiles(
            Definitions definitions,
            Views views,
            FeatureSets featureSets,
            CatalogStore catalogs,
            TransactionTemplate transaction) {
        this.definitions = definitions;
        this.views = views;
        this.featureSets = featureSets;
        this.catalogs = catalogs;
        this.transaction = transaction;
    }

    /**
     * Everything in the file or, when anything is refused, nothing.
     *
     * @param prune whether what is not in the file is deleted
     * @param dryRun whether it is undone at the end: the plan tells exactly what would happen
     */
    Plan apply(DefinitionFile file, boolean prune, boolean dryRun) {
        return transaction.execute(status -> {
            if (dryRun) {
                status.setRollbackOnly();
            }
            return new Plan(!dryRun, steps(file, prune));
        });
    }

    private List<Step> steps(DefinitionFile file, boolean prune) {
        var steps = new ArrayList<Step>();
        each(
                "entities",
                file.entities(),
                entity -> step(steps, Kind.ENTITY, entity.name(), definitions.register(entity)));
        each(
                "sources",
                file.sources(),
                source -> step(steps, Kind.SOURCE, source.name(), definitions.register(source)));
        each("featureSets", file.featureSets(), set -> step(steps, featureSets.register(set)));
        each("views", file.views(), view -> step(steps, views.register(view, BackfillPeriod.ALL)));
        each("services", file.services(), list -> step(steps, Kind.SERVICE, list.name(), definitions.register(list)));
        if (prune) {
            prune(file, steps);
        }
        return steps;
    }

    /** Puts the place in the file before the fields of a refusal. */
    private static <T> void each(String section, List<T> items, java.util.function.Consumer<T> register) {
        for (int i = 0; i < items.size(); i++) {
            try {
                register.accept(items.get(i));
            } catch (ApiProblem e) {
                String at = "%s[%d]".formatted(section, i);
                if (e.fields().isEmpty()) {
                    throw new ApiProblem(e.status(), e.code(), at + ": " + e.getMessage(), List.of());
                }
                throw ApiProblem.badFields(e.fields().stream()
                        .map(field -> new FieldProblem(at + "." + field.field(), field.message()))
                        .toList());
            }
        }
    }

    /** In the order in which nothing is deleted that something else still names. */
    private void prune(DefinitionFile file, List<Step> steps) {
        Catalog catalog = catalogs.load();
        drop(
                steps,
                Kind.SERVICE,
                catalog.lists().keySet(),
                names(file.services(), FeatureList::name),
                definitions::deleteList);
        Set<String> keptViews = names(file.views(), FeatureView::name);
        file.featureSets().forEach(set -> keptViews.add(set.toView().name()));
        var newestFirst = new ArrayList<String>();
        catalog.everyVersion().forEach(view -> {
            newestFirst.remove(view.name());
            newestFirst.add(0, view.name());
        });
        drop(steps, Kind.VIEW, newestFirst, keptViews, name -> views.delete(name, null));
        drop(
                steps,
                Kind.SOURCE,
                catalog.sources().keySet(),
                names(file.sources(), EventSource::name),
                definitions::deleteSource);
        Set<String> keptEntities = names(file.entities(), Entity::name);
        file.featureSets().forEach(set -> keptEntities.add(set.entity().name()));
        drop(steps, Kind.ENTITY, catalog.entities().keySet(), keptEntities, definitions::deleteEntity);
    }

    private static <T> Set<String> names(List<T> items, java.util.function.Function<T, String> name) {
        var names = new HashSet<String>();
        items.forEach(each -> names.add(name.apply(each)));
        return names;
    }

    private static void drop(
            List<Step> steps,
            Kind kind,
            java.util.Collection<String> known,
            Set<String> kept,
            java.util.function.Consumer<String> delete) {
        for (String name : List.copyOf(known)) {
            if (!kept.contains(name)) {
                delete.accept(name);
                step(steps, kind, name, Change.DELETED);
            }
        }
    }

    private static void step(List<Step> steps, Kind kind, String name, Change change) {
        steps.add(new Step(kind, name, change, null));
    }

    private static void step(List<Step> steps, Registration done) {
        steps.add(new Step(
                Kind.VIEW, done.view().name(), done.change(), done.view().version()));
    }

    /** What is there: applying it to an empty platform gives the same definitions. */
    DefinitionFile export() {
        Catalog catalog = catalogs.load();
        return new DefinitionFile(
                List.copyOf(catalog.entities().values()),
                catalog.sources().values().stream()
                        .map(Catalog.RegisteredSource::definition)
                        .toList(),
                ordered(catalog.everyVersion().stream()
                        .filter(RegisteredView::current)
                        .map(RegisteredView::definition)
                        .map(DefinitionFiles::withoutVersions)
                        .toList()),
                List.of(),
                List.copyOf(catalog.lists().values()));
    }

    /** Views behind those that they depend on. */
    private static List<FeatureView> ordered(List<FeatureView> views) {
        var byName = new LinkedHashMap<String, FeatureView>();
        views.forEach(each -> byName.put(each.name(), each));
        var ordered = new ArrayList<FeatureView>();
        var seen = new HashSet<String>();
        views.forEach(each -> addOrdered(each, byName, seen, ordered));
        return ordered;
    }

    private static void addOrdered(
            FeatureView view, Map<String, FeatureView> byName, Set<String> seen, List<FeatureView> ordered) {
        if (!seen.add(view.name())) {
            return;
        }
        for (Feature feature : view.features()) {
            for (String input : feature.inputs()) {
                FeatureView of = byName.get(input.substring(0, Math.max(0, input.lastIndexOf(':'))));
                if (of != null && of != view) {
                    addOrdered(of, byName, seen, ordered);
                }
            }
        }
        ordered.add(view);
    }

    /** A dependency on what is current now, since an empty platform has no other versions. */
    private static FeatureView withoutVersions(FeatureView view) {
        return view.withFeatures(view.features().stream()
                .map(feature -> feature.dependencies() == null
                        ? feature
                        : feature.withDependencies(feature.dependencies().stream()
                                .map(each -> each.replaceFirst("@\\d+:", ":"))
                                .toList()))
                .toList());
    }
}
