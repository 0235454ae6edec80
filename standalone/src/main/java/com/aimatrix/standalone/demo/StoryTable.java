package com.aimatrix.standalone.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What happened, as a table; every figure is asked of the platform or was measured on the way. */
public final class StoryTable {

    private static final String MONITORING = "/api/v1/monitoring/models/" + FlightsStory.MODEL;
    private static final double LEAST_AUC = 0.65;
    private static final double LEAST_GAIN = 0.04;

    private final PlatformClient platform;
    private final LiveVersions live;
    private final PrintStream out;
    private final List<Month> months = new ArrayList<>();

    StoryTable(PlatformClient platform, LiveVersions live, PrintStream out) {
        this.platform = platform;
        this.live = live;
        this.out = out;
    }

    /** What must hold. */
    public record Band(boolean holds, String sentence) {}

    private record Month(Instant from, double firstLoss, double liveLoss) {}

    static String name(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    void stages(List<Stages.Done> done) {
        out.printf("%n%-66s %8s%n", "What happened", "seconds");
        for (Stages.Done each : done) {
            out.printf("%-66s %8.1f%n    %s%n", each.name(), each.seconds(), each.result());
        }
    }

    void months() {
        out.printf(
                "%n%-10s %8s %6s | %7s | %6s %8s %6s | %6s %8s %6s%n%-10s %8s %6s | %7s | %23s | %22s%n",
                "",
                "flights",
                "late",
                "drift",
                "AUC",
                "log loss",
                "mean",
                "AUC",
                "log loss",
                "mean",
                "",
                "",
                "share",
                "of 1st",
                "first version left alone",
                "the live version");
        for (YearMonth month = YearMonth.of(2011, 4); month.getYear() == 2011; month = month.plusMonths(1)) {
            Instant from = YearInUtc.start(month.getMonthValue());
            Instant to = YearInUtc.start(month.getMonthValue() + 1);
            JsonNode first = quality(from, to, "1");
            JsonNode current = quality(from, to, "live");
            JsonNode drift = platform.get("%s/drift?from=%s&to=%s&version=1".formatted(MONITORING, from, to));
            months.add(new Month(from, number(first, "log_loss"), number(current, "log_loss")));
            out.printf(
                    "%-10s %,8d %6.3f | %7.2f | %6.3f %8.4f %6.3f | %6.3f %8.4f %6.3f%n",
                    name(month),
                    current.path("labelled").asLong(),
                    number(current, "base_rate"),
                    number(drift.path("drift"), "score"),
                    number(first, "roc_auc"),
                    number(first, "log_loss"),
                    number(first, "mean_score"),
                    number(current, "roc_auc"),
                    number(current, "log_loss"),
                    number(current, "mean_score"));
        }
        out.println();
        for (LiveVersions.Retraining each : live.retrainings()) {
            out.printf(
                    "retraining by %s, %s: version %s, %s%n",
                    each.trigger(), each.at(), each.version(), each.promotion());
        }
    }

    void twins(JsonNode autumn, String august, String twin) {
        out.printf("%n%-46s %6s %8s %8s%n", "September to December", "AUC", "log loss", "Brier");
        twin("August's run, windows and static features", autumn.path(august));
        twin("its twin, static features alone", autumn.path(twin));
    }

    private void twin(String name, JsonNode metrics) {
        out.printf(
                "%-46s %6.4f %8.4f %8.4f%n",
                name, number(metrics, "roc_auc"), number(metrics, "log_loss"), number(metrics, "brier"));
    }

    void requests(Predictions predictions) {
        out.printf(
                "%n%,d prediction requests with %,d flights were answered; while versions were replaced %,d were"
                        + " answered and %,d failed%n",
                predictions.requests(), predictions.answered(), live.probesAnswered(), live.probesFailed());
    }

    List<Band> bands(JsonNode autumn, String august, String twin) {
        double auc = number(autumn.path(august), "roc_auc");
        double gain = auc - number(autumn.path(twin), "roc_auc");
        var bands = new ArrayList<Band>();
        bands.add(new Band(auc >= LEAST_AUC, "AUC with windows is %.4f, at least %.2f".formatted(auc, LEAST_AUC)));
        bands.add(new Band(
                gain >= LEAST_GAIN, "windows are worth %.4f of AUC, at least %.2f".formatted(gain, LEAST_GAIN)));
        bands.add(new Band(
                live.probesFailed() == 0,
                "%d requests failed while versions were replaced".formatted(live.probesFailed())));
        bands.add(afterFirstRetraining());
        out.println();
        bands.forEach(each -> out.printf("%s  %s%n", each.holds() ? "holds" : "FAILS", each.sentence()));
        return bands;
    }

    private Band afterFirstRetraining() {
        Instant first = live.retrainings().stream()
                .filter(each -> "DRIFT".equals(each.trigger()) && "PROMOTED".equals(each.promotion()))
                .map(LiveVersions.Retraining::at)
                .findFirst()
                .orElse(null);
        List<Month> after = months.stream()
                .filter(each -> first != null && !each.from().isBefore(first))
                .toList();
        if (after.isEmpty()) {
            return new Band(false, "the monitoring asked for no retraining that went live");
        }
        double alone = after.stream().mapToDouble(Month::firstLoss).average().orElseThrow();
        double replaced = after.stream().mapToDouble(Month::liveLoss).average().orElseThrow();
        return new Band(
                replaced < alone,
                "over the %d months after the first automatic retraining the live version's mean log loss is %.4f, the first version's %.4f"
                        .formatted(after.size(), replaced, alone));
    }

    void addresses(Map<String, String> addresses) {
        out.println();
        addresses.forEach((name, address) -> out.printf("%-24s %s%n", name, address));
    }

    private JsonNode quality(Instant from, Instant to, String version) {
        return platform.get("%s/quality?from=%s&to=%s&version=%s".formatted(MONITORING, from, to, version));
    }

    /** Undefined is NaN here, which the table prints as such. */
    private static double number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }
}
