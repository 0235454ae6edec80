package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.ComparedRun.LeftOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts runs together that repeat each other.
 *
 * @param seed the parameter that repeats differ in, or null when runs have none of the usual names
 * @param leftOut runs whose parameters and seed are those of another: they would count one observation twice
 */
record RunGroups(String seed, List<RunGroup> groups, List<LeftOut> leftOut) {

    private static final List<String> USUAL_SEEDS = List.of("seed", "training.seed", "random_seed", "random_state");

    /**
     * Groups of runs that differ in nothing but the seed, in the order of their first runs.
     *
     * @param seed null for the usual names
     */
    static RunGroups bySeed(List<ComparedRun> runs, String seed) {
        String name = seed != null
                ? seed
                : USUAL_SEEDS.stream()
                        .filter(each ->
                                runs.stream().anyMatch(run -> run.params().containsKey(each)))
                        .findFirst()
                        .orElse(null);
        var names = new TreeSet<String>();
        runs.forEach(run -> names.addAll(run.params().keySet()));
        names.remove(Objects.requireNonNullElse(name, ""));
        var firstBySeed = new HashMap<Map<String, String>, String>();
        var once = new ArrayList<ComparedRun>();
        var twice = new ArrayList<LeftOut>();
        for (ComparedRun run : runs) {
            boolean seeded = name != null && run.params().containsKey(name);
            String first = seeded ? firstBySeed.putIfAbsent(run.params(), run.id()) : null;
            if (first == null) {
                once.add(run);
            } else {
                twice.add(
                        new LeftOut(run.id(), "its parameters and its %s are those of run %s".formatted(name, first)));
            }
        }
        return new RunGroups(name, group(once, names), twice);
    }

    /** Groups of runs that have the same values of some parameters, whatever else they differ in. */
    static RunGroups byParams(List<ComparedRun> runs, List<String> params) {
        return new RunGroups(null, group(runs, new TreeSet<>(params)), List.of());
    }

    private static List<RunGroup> group(List<ComparedRun> runs, Set<String> names) {
        var telling = new TreeSet<String>();
        for (String name : names) {
            var values = new HashSet<String>();
            runs.forEach(run -> values.add(run.params().get(name)));
            if (values.size() > 1) {
                telling.add(name);
            }
        }
        var groups = new LinkedHashMap<Map<String, String>, List<ComparedRun>>();
        for (ComparedRun run : runs) {
            var params = new TreeMap<String, String>();
            telling.forEach(name -> params.put(name, run.params().get(name)));
            groups.computeIfAbsent(params, key -> new ArrayList<>()).add(run);
        }
        return RunGroup.labelled(groups);
    }
}
