package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.Collection;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Entities, event sources and feature views over HTTP. A PUT registers, or changes what may change. */
@RestController
@RequestMapping("/api/v1/features")
class DefinitionApi {

    private final Definitions definitions;
    private final Catalogs catalogs;

    DefinitionApi(Definitions definitions, Catalogs catalogs) {
        this.definitions = definitions;
        this.catalogs = catalogs;
    }

    @PutMapping("/entities/{name}")
    Entity putEntity(@PathVariable("name") String name, @RequestBody Entity entity) {
        sameName(name, entity.name());
        return definitions.register(entity);
    }

    @GetMapping("/entities")
    Collection<Entity> entities() {
        return catalogs.current().entities().values();
    }

    @PutMapping("/sources/{name}")
    EventSource putSource(@PathVariable("name") String name, @RequestBody EventSource source) {
        sameName(name, source.name());
        return definitions.register(source);
    }

    @GetMapping("/sources")
    List<EventSource> sources() {
        return catalogs.current().sources().values().stream()
                .map(Catalog.RegisteredSource::definition)
                .toList();
    }

    @PutMapping("/views/{name}")
    FeatureView putView(@PathVariable("name") String name, @RequestBody FeatureView view) {
        sameName(name, view.name());
        return definitions.register(view);
    }

    @GetMapping("/views")
    List<FeatureView> views() {
        return catalogs.current().views().values().stream()
                .map(Catalog.RegisteredView::definition)
                .toList();
    }

    @GetMapping("/views/{name}")
    FeatureView view(@PathVariable("name") String name) {
        Catalog.RegisteredView view = catalogs.current().views().get(name);
        if (view == null) {
            throw ApiProblem.notFound("view-not-found", "there is no feature view named " + name);
        }
        return view.definition();
    }

    private static void sameName(String path, String body) {
        if (!path.equals(body)) {
            throw ApiProblem.badField("name", "expected %s as in the path, got %s".formatted(path, body));
        }
    }
}
