package com.aimatrix.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** Settings from a YAML file, below the name of the service that they are for, or {@code gateway}. */
final class SettingsFile {

    static final String GATEWAY = "gateway";

    private final Map<String, Map<String, String>> byService;

    private SettingsFile(Map<String, Map<String, String>> byService) {
        this.byService = byService;
    }

    static SettingsFile none() {
        return new SettingsFile(Map.of());
    }

    /** @throws PlatformProblem when it cannot be read, or has settings of what there is not */
    static SettingsFile read(Path file) {
        if (!Files.isReadable(file)) {
            throw new PlatformProblem("The settings file %s cannot be read.".formatted(file));
        }
        var names = new TreeSet<>(
                PlatformService.ALL.stream().map(PlatformService::name).toList());
        names.add(GATEWAY);
        Map<String, Map<String, String>> byService = new LinkedHashMap<>();
        try {
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader().load("settings", new FileSystemResource(file))) {
                add((EnumerablePropertySource<?>) source, names, byService, file);
            }
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof PlatformProblem problem) {
                throw problem;
            }
            throw new PlatformProblem(
                    "The settings file %s is no YAML: %s".formatted(file, failure.getMessage()), failure);
        }
        return new SettingsFile(byService);
    }

    private static void add(
            EnumerablePropertySource<?> source,
            TreeSet<String> names,
            Map<String, Map<String, String>> all,
            Path file) {
        for (String key : source.getPropertyNames()) {
            int dot = key.indexOf('.');
            String service = dot < 0 ? key : key.substring(0, dot);
            if (dot < 0 || !names.contains(service)) {
                throw new PlatformProblem("The settings file %s has '%s' at its top; expected are %s."
                        .formatted(file, service, names.stream().collect(Collectors.joining(", "))));
            }
            all.computeIfAbsent(service, each -> new LinkedHashMap<>())
                    .put(key.substring(dot + 1), String.valueOf(source.getProperty(key)));
        }
    }

    /** Of one service, as arguments. */
    List<String> argumentsOf(String service) {
        var arguments = new ArrayList<String>();
        byService
                .getOrDefault(service, Map.of())
                .forEach((key, value) -> arguments.add("--%s=%s".formatted(key, value)));
        return arguments;
    }
}
