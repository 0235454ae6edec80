package com.aimatrix.registry.comparison;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.contracts.registry.Signature.Field;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.Compatibility;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.comparison.VersionComparison.Change;
import com.aimatrix.registry.comparison.VersionComparison.Files;
import com.aimatrix.registry.comparison.VersionComparison.Latency;
import com.aimatrix.registry.comparison.VersionComparison.SignatureChange;
import com.aimatrix.registry.trial.Measurement;
import com.aimatrix.registry.trial.TrialFailed;
import com.aimatrix.registry.trial.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares two versions of a model. */
@Component
class Comparisons {

    private static final int TIMED_CALLS = 2_000;

    private final Versions versions;
    private final RunParameters parameters;
    private final Trials trials;

    Comparisons(Versions versions, RunParameters parameters, Trials trials) {
        this.versions = versions;
        this.parameters = parameters;
        this.trials = trials;
    }

    /** @param latency whether both are loaded and measured, which takes a second or two */
    VersionComparison compare(String model, int candidate, int baseline, boolean latency) {
        if (candidate == baseline) {
            throw ApiProblem.badField("baseline", "expected another version than the candidate, got " + baseline);
        }
        ModelVersion mine = versions.get(model, candidate);
        ModelVersion theirs = versions.get(model, baseline);
        Comparison same = MetricPairs.onSameRows(mine, theirs);
        var metrics = MetricPairs.of(mine, theirs);
        var signature = signature(mine, theirs);
        var measured = latency ? latency(mine, theirs) : null;
        var drift = ProfileDrifts.of(mine.referenceProfile(), theirs.referenceProfile());
        return new VersionComparison(
                model,
                candidate,
                baseline,
                metrics,
                same != null,
                same == null ? null : same.rows(),
                changes(facts(mine), facts(theirs)),
                parameters(mine, theirs),
                files(mine, theirs),
                signature,
                measured,
                drift,
                Recommendations.of(metrics, same != null, signature, measured, drift));
    }

    private List<Change> parameters(ModelVersion mine, ModelVersion theirs) {
        Map<String, String> ofMine = parameters.of(mine.runId()).orElse(null);
        Map<String, String> ofTheirs = parameters.of(theirs.runId()).orElse(null);
        return ofMine == null || ofTheirs == null ? null : changes(ofMine, ofTheirs);
    }

    private static Map<String, String> facts(ModelVersion version) {
        var facts = new TreeMap<String, String>();
        facts.put("semver", version.metadata().semver());
        facts.put("stage", version.stage());
        facts.put("type", version.metadata().type());
        facts.put("framework", version.metadata().framework());
        facts.put("description", version.metadata().description());
        facts.put("data hash", version.dataHash());
        facts.put("features", String.join(", ", version.features()));
        facts.put("training duration in ms", Objects.toString(version.metadata().trainingDurationMs(), null));
        if (version.metadata().tags() != null) {
            version.metadata().tags().forEach((key, value) -> facts.put("tag " + key, value));
        }
        return facts;
    }

    private static List<Change> changes(Map<String, String> mine, Map<String, String> theirs) {
        var names = new TreeSet<>(mine.keySet());
        names.addAll(theirs.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(mine.get(name), theirs.get(name)))
                .map(name -> new Change(name, mine.get(name), theirs.get(name)))
                .toList();
    }

    private static Files files(ModelVersion mine, ModelVersion theirs) {
        Map<String, ArtifactFile> before =
                theirs.files().stream().collect(Collectors.toMap(ArtifactFile::path, each -> each));
        Map<String, ArtifactFile> after =
                mine.files().stream().collect(Collectors.toMap(ArtifactFile::path, each -> each));
        return new Files(
                after.keySet().stream()
                        .filter(path -> !before.containsKey(path))
                        .sorted()
                        .toList(),
                before.keySet().stream()
                        .filter(path -> !after.containsKey(path))
                        .sorted()
                        .toList(),
                after.values().stream()
                        .filter(each -> before.containsKey(each.path())
                                && !before.get(each.path()).equals(each))
                        .map(ArtifactFile::path)
                        .sorted()
                        .toList(),
                mine.files().stream().mapToLong(ArtifactFile::size).sum(),
                theirs.files().stream().mapToLong(ArtifactFile::size).sum());
    }

    private static SignatureChange signature(ModelVersion mine, ModelVersion theirs) {
        Signature after = mine.metadata().signature();
        Signature before = theirs.metadata().signature();
        if (after == null || before == null) {
            return new SignatureChange(null, null, List.of(), List.of());
        }
        return new SignatureChange(
                after.equals(before),
                Compatibility.holds(before, after),
                without(after.inputs(), before.inputs()),
                without(before.inputs(), after.inputs()));
    }

    private static List<Field> without(List<Field> fields, List<Field> others) {
        return fields.stream().filter(each -> !others.contains(each)).toList();
    }

    private Latency latency(ModelVersion mine, ModelVersion theirs) {
        var problems = new ArrayList<String>();
        return new Latency(measured(mine, problems), measured(theirs, problems), List.copyOf(problems));
    }

    private Measurement measured(ModelVersion version, List<String> problems) {
        try {
            Measurement measured = trials.of(version).latency(1, TIMED_CALLS);
            if (measured.p99Ms() != null) {
                return measured;
            }
            problems.add("Version %d answered none of its calls.".formatted(version.version()));
        } catch (TrialFailed e) {
            problems.add("Version %d: %s.".formatted(version.version(), e.getMessage()));
        }
        return null;
    }
}
