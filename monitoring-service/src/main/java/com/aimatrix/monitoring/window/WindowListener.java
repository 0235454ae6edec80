package com.aimatrix.monitoring.window;

import com.aimatrix.monitoring.grid.Window;
import com.aimatrix.monitoring.settings.ModelSettings;

/** Is told of each report in the transaction that writes it. */
public interface WindowListener {

    /** @param window that was just judged, for the first time or again */
    void judged(Window window, ModelSettings settings);
}
