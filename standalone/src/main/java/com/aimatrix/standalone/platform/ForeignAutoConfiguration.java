package com.aimatrix.standalone.platform;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps from a service what only another one brought onto the class path that they share here. Beside the excludes of the
 * service's own configuration file, which a property would replace.
 */
class ForeignAutoConfiguration implements AutoConfigurationImportFilter, EnvironmentAware {

    /** Beginnings of class names, with commas. */
    static final String SETTING = "standalone.foreign-auto-configuration";

    private List<String> foreign = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        foreign = List.of(environment.getProperty(SETTING, String[].class, new String[0]));
    }

    @Override
    public boolean[] match(String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[autoConfigurations.length];
        for (int index = 0; index < wanted.length; index++) {
            String candidate = autoConfigurations[index]; // null when another filter has dropped it
            wanted[index] = candidate != null && foreign.stream().noneMatch(candidate::startsWith);
        }
        return wanted;
    }
}
