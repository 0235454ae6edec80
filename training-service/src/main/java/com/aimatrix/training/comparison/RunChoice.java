package com.aimatrix.training.comparison;

import com.aimatrix.training.document.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which runs are compared: those that are named, or those of an experiment that a filter finds.
 *
 * @param runIds empty when an experiment is named
 * @param experiment the name of one, or null
 * @param filter in MLflow's search language, or null for all runs of the experiment
 */
record RunChoice(List<String> runIds, String experiment, String filter) {

    /** Runs in one comparison. */
    static final int MOST = 500;

    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{32}");

    static RunChoice read(Fields fields) {
        List<String> runIds = fields.has("run_ids") ? ids(fields) : List.of();
        String experiment = fields.text("experiment", name -> !name.isBlank(), "the name of an experiment", null);
        String filter = fields.text("filter", text -> true, "a search filter", null);
        if (!fields.has("run_ids") && !fields.has("experiment")) {
            fields.mistake("run_ids", "expected the ids of runs, or the name of an experiment in 'experiment'");
        }
        if (fields.has("run_ids") && fields.has("experiment")) {
            fields.mistake("experiment", "expected either run_ids or an experiment, got both");
        }
        if (fields.has("filter") && !fields.has("experiment")) {
            fields.mistake("filter", "expected only together with an experiment");
        }
        return new RunChoice(runIds, experiment, filter);
    }

    private static List<String> ids(Fields fields) {
        List<String> ids = fields.list(
                "run_ids",
                1,
                MOST,
                "a run id of 32 hexadecimal digits",
                each -> RUN_ID.matcher(each.asString("")).matches() ? each.asString() : null);
        if (new HashSet<>(ids).size() < ids.size()) {
            fields.mistake("run_ids", "expected each run once");
        }
        return ids;
    }

    /** The field that chose too many. */
    String field() {
        return experiment == null ? "run_ids" : "filter";
    }
}
