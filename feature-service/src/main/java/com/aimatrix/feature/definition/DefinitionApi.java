package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.Collection;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Entities, event sources and feature services over HTTP. A PUT registers, or changes what may change. */
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
        definitions.register(entity);
        return entity;
    }

    @GetMapping("/entities")
    Collection<Entity> entities() {
        return catalogs.current().entities().values();
    }

    @GetMapping("/entities/{name}")
    Entity entity(@PathVariable("name") String name) {
        return found(catalogs.current().entities().get(name), "entity-not-found", "there is no entity named " + name);
    }

    /** Refused while a view describes it. */
    @DeleteMapping("/entities/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteEntity(@PathVariable("name") String name) {
        definitions.deleteEntity(name);
    }

    @PutMapping("/sources/{name}")
    EventSource putSource(@PathVariable("name") String name, @RequestBody EventSource source) {
        sameName(name, source.name());
        definitions.register(source);
        return source;
    }

    @GetMapping("/sources")
    List<EventSource> sources() {
        return catalogs.current().sources().values().stream()
                .map(Catalog.RegisteredSource::definition)
                .toList();
    }

    @GetMapping("/sources/{name}")
    EventSource source(@PathVariable("name") String name) {
        return found(
                        catalogs.current().sources().get(name),
                        "source-not-found",
                        "there is no event source named " + name)
                .definition();
    }

    /** Refused while a view reads it or events of it are kept. */
    @DeleteMapping("/sources/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteSource(@PathVariable("name") String name) {
        definitions.deleteSource(name);
    }

    @PutMapping("/services/{name}")
    FeatureList putList(@PathVariable("name") String name, @RequestBody FeatureList list) {
        sameName(name, list.name());
        definitions.register(list);
        return list;
    }

    @GetMapping("/services")
    Collection<FeatureList> lists() {
        return catalogs.current().lists().values();
    }

    @GetMapping("/services/{name}")
    FeatureList list(@PathVariable("name") String name) {
        return found(
                catalogs.current().lists().get(name), "service-not-found", "there is no feature service named " + name);
    }

    @DeleteMapping("/services/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteList(@PathVariable("name") String name) {
        definitions.deleteList(name);
    }

    static void sameName(String path, String body) {
        if (!path.equals(body)) {
            throw ApiProblem.badField("name", "expected %s as in the path, got %s".formatted(path, body));
        }
    }

    private static <T> T found(T thing, String code, String detail) {
        Definitions.require(thing != null, code, detail);
        return thing;
    }
}
