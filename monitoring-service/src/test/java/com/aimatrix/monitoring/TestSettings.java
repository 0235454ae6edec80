package com.aimatrix.monitoring;

import com.aimatrix.monitoring.settings.ModelSettings;
import com.aimatrix.monitoring.settings.MonitoringSettings;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The defaults as the service has them when nothing is set. */
public final class TestSettings {

    private TestSettings() {}

    public static ModelSettings defaults() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("aimatrix.monitoring", MonitoringSettings.class)
                .defaults();
    }
}
