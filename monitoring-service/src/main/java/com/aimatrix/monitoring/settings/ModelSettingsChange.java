package com.aimatrix.monitoring.settings;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a model sets otherwise than the defaults: fields as in {@link ModelSettings}, null takes the default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelSettingsChange(
        Duration windowLength,
        Duration labelDelay,
        Integer minLabelled,
        Double driftAlpha,
        Double psi,
        Double nullShareShift,
        Double lossAlpha,
        Double logLossRise,
        Double calibrationGap,
        Integer windowsLooked,
        Integer windowsLost,
        Duration coolDown,
        Boolean automatic) {

    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3660);

    ModelSettings over(ModelSettings defaults) {
        return new ModelSettings(
                or(windowLength, defaults.windowLength()),
                or(labelDelay, defaults.labelDelay()),
                or(minLabelled, defaults.minLabelled()),
                or(driftAlpha, defaults.driftAlpha()),
                or(psi, defaults.psi()),
                or(nullShareShift, defaults.nullShareShift()),
                or(lossAlpha, defaults.lossAlpha()),
                or(logLossRise, defaults.logLossRise()),
                or(calibrationGap, defaults.calibrationGap()),
                or(windowsLooked, defaults.windowsLooked()),
                or(windowsLost, defaults.windowsLost()),
                or(coolDown, defaults.coolDown()),
                or(automatic, defaults.automatic()));
    }

    /** @throws ApiProblem 400 that names every field that is out of its range */
    void check(ModelSettings defaults) {
        ModelSettings all = over(defaults);
        var problems = new ArrayList<FieldProblem>();
        between(problems, "windowLength", all.windowLength(), SHORTEST_WINDOW);
        between(problems, "labelDelay", all.labelDelay(), Duration.ZERO);
        between(problems, "coolDown", all.coolDown(), Duration.ZERO);
        between(problems, "minLabelled", all.minLabelled(), 1, 10_000_000);
        between(problems, "driftAlpha", all.driftAlpha(), 0, 1);
        between(problems, "psi", all.psi(), 0, 1_000);
        between(problems, "nullShareShift", all.nullShareShift(), 0, 1);
        between(problems, "lossAlpha", all.lossAlpha(), 0, 1);
        between(problems, "logLossRise", all.logLossRise(), 0, 1_000);
        between(problems, "calibrationGap", all.calibrationGap(), 0, 1);
        between(problems, "windowsLooked", all.windowsLooked(), 1, 100);
        between(problems, "windowsLost", all.windowsLost(), 1, all.windowsLooked());
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
    }

    private static void between(List<FieldProblem> problems, String field, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            problems.add(new FieldProblem(
                    field, "expected a duration from %s to %s, got %s".formatted(least, LONGEST, value)));
        }
    }

    private static void between(List<FieldProblem> problems, String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            problems.add(
                    new FieldProblem(field, "expected a number from %s to %s, got %s".formatted(least, most, value)));
        }
    }

    private static <T> T or(T value, T fallback) {
        return value == null ? fallback : value;
    }
}
