package com.aimatrix.monitoring.settings;

import com.aimatrix.monitoring.grid.WindowGrid;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the settings of a model. */
@Component
class SettingsOfModels {

    private final ModelSettingsStore store;
    private final WindowGrid windows;
    private final MonitoringSettings settings;

    SettingsOfModels(ModelSettingsStore store, WindowGrid windows, MonitoringSettings settings) {
        this.store = store;
        this.windows = windows;
        this.settings = settings;
    }

    ModelSettings of(String model) {
        return store.of(model);
    }

    /** Windows that are not judged yet are laid out anew when their length changes; judged ones stay as they are. */
    @Transactional
    public ModelSettings change(String model, ModelSettingsChange change) {
        change.check(settings.defaults());
        ModelSettings before = store.of(model);
        store.write(model, change);
        ModelSettings after = store.of(model);
        if (!after.windowLength().equals(before.windowLength())) {
            windows.layOutAnew(model, after.windowLength());
        }
        return after;
    }
}
