package com.aimatrix.feature.definition;

import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Feature views and their versions over HTTP. */
@RestController
@RequestMapping("/api/v1/features")
class ViewApi {

    private final Views views;
    private final FeatureSets featureSets;
    private final Catalogs catalogs;

    ViewApi(Views views, FeatureSets featureSets, Catalogs catalogs) {
        this.views = views;
        this.featureSets = featureSets;
        this.catalogs = catalogs;
    }

    /** @param backfillFrom earlier events to take in; by default all that are kept; likewise {@code backfillTo} (before) */
    @PutMapping("/views/{name}")
    ViewAnswer put(
            @PathVariable("name") String name,
            @RequestParam(name = "backfillFrom", required = false) Instant backfillFrom,
            @RequestParam(name = "backfillTo", required = false) Instant backfillTo,
            @RequestBody FeatureView view) {
        DefinitionApi.sameName(name, view.name());
        Times.check("backfillFrom", backfillFrom);
        Times.check("backfillTo", backfillTo);
        Registration done = views.register(view, new BackfillPeriod(backfillFrom, backfillTo));
        return ViewAnswer.of(done.view(), done.change());
    }

    /** Registers an entity and the definitions of its features in one call. */
    @PostMapping("/feature-sets")
    ViewAnswer post(@RequestBody FeatureSet set) {
        Registration done = featureSets.register(set);
        return ViewAnswer.of(done.view(), done.change());
    }

    /** The current version of each. */
    @GetMapping("/views")
    List<ViewAnswer> views() {
        return catalogs.current().everyVersion().stream()
                .filter(RegisteredView::current)
                .map(view -> ViewAnswer.of(view, null))
                .toList();
    }

    /** The current version, or the newest when none is current any more. */
    @GetMapping("/views/{name}")
    ViewAnswer view(@PathVariable("name") String name) {
        List<ViewAnswer> versions = versions(name);
        return versions.stream().filter(ViewAnswer::current).findFirst().orElse(versions.get(versions.size() - 1));
    }

    @GetMapping("/views/{name}/versions")
    List<ViewAnswer> versions(@PathVariable("name") String name) {
        List<RegisteredView> versions = catalogs.current().versions(name);
        Definitions.require(!versions.isEmpty(), "view-not-found", "there is no feature view named " + name);
        return versions.stream().map(view -> ViewAnswer.of(view, null)).toList();
    }

    @GetMapping("/views/{name}/versions/{version}")
    ViewAnswer version(@PathVariable("name") String name, @PathVariable("version") int version) {
        return versions(name).stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> com.aimatrix.kit.problem.ApiProblem.notFound(
                        "view-not-found", "there is no version %d of a feature view %s".formatted(version, name)));
    }

    /** Makes an active version the one that references without a version mean. */
    @PostMapping("/views/{name}/versions/{version}/current")
    ViewAnswer makeCurrent(@PathVariable("name") String name, @PathVariable("version") int version) {
        return ViewAnswer.of(views.makeCurrent(name, version), null);
    }

    /** Refused while a deployed model, a feature service or another view reads it. */
    @PostMapping("/views/{name}/versions/{version}/retire")
    ViewAnswer retire(@PathVariable("name") String name, @PathVariable("version") int version) {
        return ViewAnswer.of(views.retire(name, version), null);
    }

    /** Refused while anything depends on any version, training sets included. */
    @DeleteMapping("/views/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("name") String name) {
        views.delete(name, null);
    }

    @DeleteMapping("/views/{name}/versions/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteVersion(@PathVariable("name") String name, @PathVariable("version") int version) {
        views.delete(name, version);
    }
}
