package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** All definitions as one YAML file that can be applied, tried and exported; JSON is YAML as well. */
@RestController
@RequestMapping("/api/v1/features/definitions")
class DefinitionFileApi {

    private static final String YAML = "application/yaml";

    private final DefinitionFiles files;
    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .changeDefaultPropertyInclusion(
                    each -> each.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY))
            .build();

    DefinitionFileApi(DefinitionFiles files) {
        this.files = files;
    }

    /**
     * @param dryRun tells what would happen and does nothing
     * @param prune deletes what is not in the file
     */
    @PutMapping(
            consumes = {
                YAML,
                "application/x-yaml",
                "text/yaml",
                MediaType.TEXT_PLAIN_VALUE,
                MediaType.APPLICATION_JSON_VALUE
            })
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = YAML, schema = @Schema(implementation = DefinitionFile.class)))
    DefinitionFile.Plan apply(
            @RequestBody String text,
            @RequestParam(name = "dryRun", defaultValue = "false") boolean dryRun,
            @RequestParam(name = "prune", defaultValue = "false") boolean prune) {
        return files.apply(read(text), prune, dryRun);
    }

    @GetMapping(produces = YAML)
    String export() {
        return yaml.writeValueAsString(files.export());
    }

    private DefinitionFile read(String text) {
        try {
            DefinitionFile file = yaml.readValue(text, DefinitionFile.class);
            if (file == null) {
                throw ApiProblem.badField("body", "expected entities, sources, views, featureSets or services");
            }
            return file;
        } catch (DatabindException e) {
            String path = e.getPath().stream()
                    .map(each ->
                            each.getPropertyName() == null ? "[" + each.getIndex() + "]" : "." + each.getPropertyName())
                    .collect(Collectors.joining());
            throw ApiProblem.badField(path.isEmpty() ? "body" : path.substring(1), e.getOriginalMessage());
        } catch (JacksonException e) {
            throw ApiProblem.badField("body", "expected YAML: " + e.getOriginalMessage());
        }
    }
}
