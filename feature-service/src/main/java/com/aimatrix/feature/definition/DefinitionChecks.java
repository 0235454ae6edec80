package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds every mistake of a definition and tells them in one answer. */
class DefinitionChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
    private static final String NAME_RULE =
            "expected a letter or _ followed by up to 99 letters, digits, _, . or -, got ";
    private static final long LONGEST_WINDOW_MS = 400L * 24 * 3_600_000;

    void check(Entity entity) {
        var problems = new ArrayList<FieldProblem>();
        name(problems, "name", entity.name());
        if (entity.joinKeys() == null || entity.joinKeys().isEmpty()) {
            problems.add(new FieldProblem("joinKeys", "expected at least one key"));
        } else {
            unique(problems, "joinKeys", entity.joinKeys(), key -> key);
        }
        answer(problems);
    }

    void check(EventSource source) {
        var problems = new ArrayList<FieldProblem>();
        name(problems, "name", source.name());
        List<EventSource.Field> fields = source.fields();
        for (int i = 0; fields != null && i < fields.size(); i++) {
            if (fields.get(i) == null) {
                problems.add(new FieldProblem("fields[%d]".formatted(i), "expected an object, got null"));
                continue;
            }
            if (fields.get(i).path() == null || fields.get(i).path().isBlank()) {
                problems.add(new FieldProblem("fields[%d].path".formatted(i), "expected a dotted path"));
            }
            if (fields.get(i).type() == null) {
                problems.add(new FieldProblem(
                        "fields[%d].type".formatted(i), "expected one of " + List.of(FieldType.values())));
            }
        }
        if (fields == null) {
            problems.add(new FieldProblem("fields", "expected a list of fields (it may be empty)"));
        }
        answer(problems);
    }

    void check(FeatureView view, Catalog catalog) {
        var problems = new ArrayList<FieldProblem>();
        name(problems, "name", view.name());
        boolean needsEntity = !(view instanceof CalendarView);
        if (needsEntity && !catalog.entities().containsKey(String.valueOf(view.entity()))) {
            problems.add(new FieldProblem(
                    "entity",
                    "there is no entity named %s; there are %s"
                            .formatted(view.entity(), catalog.entities().keySet())));
        }
        if (view instanceof WindowedView windowed) {
            windowed(problems, windowed, catalog);
        } else if (view instanceof StoredView stored) {
            stored(problems, stored);
        } else {
            calendar(problems, (CalendarView) view);
        }
        answer(problems);
    }

    private void windowed(List<FieldProblem> problems, WindowedView view, Catalog catalog) {
        if (!catalog.sources().containsKey(String.valueOf(view.source()))) {
            problems.add(new FieldProblem(
                    "source",
                    "there is no event source named %s; there are %s"
                            .formatted(view.source(), catalog.sources().keySet())));
        }
        unique(problems, "features", view.features(), WindowedView.Feature::name);
        for (int i = 0; view.features() != null && i < view.features().size(); i++) {
            WindowedView.Feature feature = view.features().get(i);
            String at = "features[%d].".formatted(i);
            if (feature.aggregate() == null) {
                problems.add(new FieldProblem(at + "aggregate", "expected one of " + List.of(Aggregate.values())));
            } else if (feature.aggregate() != Aggregate.COUNT && feature.value() == null) {
                problems.add(new FieldProblem(at + "value", "expected the payload path of a number"));
            } else if (feature.value() != null && !isNumber(view.source(), feature.value(), catalog)) {
                problems.add(new FieldProblem(
                        at + "value",
                        "the source %s has no field %s of type NUMBER".formatted(view.source(), feature.value())));
            }
            window(problems, at + "window", feature.window(), LONGEST_WINDOW_MS);
            WindowedView.Clip clip = feature.clip();
            if (clip != null && clip.min() != null && clip.max() != null && clip.min() > clip.max()) {
                problems.add(new FieldProblem(at + "clip", "expected min to be at most max"));
            }
        }
    }

    private static boolean isNumber(String source, String path, Catalog catalog) {
        Catalog.RegisteredSource known = catalog.sources().get(String.valueOf(source));
        return known != null
                && known.definition().fields().stream()
                        .anyMatch(each -> each.path().equals(path) && each.type() == FieldType.NUMBER);
    }

    private void stored(List<FieldProblem> problems, StoredView view) {
        unique(problems, "features", view.features(), StoredView.Feature::name);
        for (int i = 0; view.features() != null && i < view.features().size(); i++) {
            FieldType type = view.features().get(i).type();
            if (type != FieldType.NUMBER && type != FieldType.STRING) {
                problems.add(
                        new FieldProblem("features[%d].type".formatted(i), "expected NUMBER or STRING, got " + type));
            }
        }
        if (view.ttl() != null) {
            window(problems, "ttl", view.ttl(), Long.MAX_VALUE);
        }
    }

    private void calendar(List<FieldProblem> problems, CalendarView view) {
        unique(problems, "features", view.features(), CalendarView.Feature::name);
        for (int i = 0; view.features() != null && i < view.features().size(); i++) {
            if (view.features().get(i).part() == null) {
                problems.add(new FieldProblem(
                        "features[%d].part".formatted(i), "expected one of " + List.of(CalendarView.Part.values())));
            }
        }
        try {
            ZoneId.of(String.valueOf(view.timeZone()));
        } catch (DateTimeException e) {
            problems.add(new FieldProblem("timeZone", "expected an IANA time zone, got " + view.timeZone()));
        }
        if (view.offset() != null) {
            window(problems, "offset", view.offset(), LONGEST_WINDOW_MS);
        }
    }

    private static void window(List<FieldProblem> problems, String field, String text, long mostMs) {
        try {
            long ms = Windows.parse(String.valueOf(text)).toMillis();
            if (ms <= 0 || ms > mostMs) {
                problems.add(new FieldProblem(field, "expected more than 0 and at most 400 days, got " + text));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(new FieldProblem(field, "expected a duration such as 1h or 30d, got " + text));
        }
    }

    private static void name(List<FieldProblem> problems, String field, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            problems.add(new FieldProblem(field, NAME_RULE + name));
        }
    }

    private static <T> void unique(List<FieldProblem> problems, String field, List<T> items, Function<T, String> name) {
        if (items == null || items.isEmpty() || items.contains(null)) {
            throw ApiProblem.badField(field, "expected at least one, none of them null");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < items.size(); i++) {
            String each = name.apply(items.get(i));
            name(problems, "%s[%d]".formatted(field, i), each);
            if (!seen.add(each)) {
                problems.add(
                        new FieldProblem("%s[%d]".formatted(field, i), "the name %s stands twice".formatted(each)));
            }
        }
    }

    private static void answer(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
    }
}
