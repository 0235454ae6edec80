package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.RegisteredView;
import tools.jackson.databind.JsonNode;

/**
 * A row on its way into a view.
 *
 * @param values in the order of the view's stored columns, in their stored form; embedded ones are filled in when it is written
 */
record WrittenRow(RegisteredView view, String entity, long timeMs, long arrivalMs, JsonNode[] values) {}
