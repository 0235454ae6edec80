package com.aimatrix.training.worker;

import com.aimatrix.training.worker.WorkerTask.Feature;
import com.aimatrix.training.worker.WorkerTask.Kind;
import com.aimatrix.training.worker.WorkerTask.Opponent;
import java.util.List;

/** Checks that a task says all that it must. */
final class TaskCheck {

    private TaskCheck() {}

    /** @throws IllegalArgumentException with what is missing */
    static void run(WorkerTask task) {
        require(task.kind() != null, "kind", "train or evaluate");
        require(
                task.data() != null
                        && task.data().files() != null
                        && !task.data().files().isEmpty()
                        && task.data().label() != null
                        && task.data().time() != null,
                "data",
                "files, label and time");
        requireDistinct(
                "opponents", task.opponents().stream().map(Opponent::name).toList());
        require(
                task.opponents().stream().noneMatch(o -> EvaluationReport.CANDIDATE.equals(o.name())),
                "opponents",
                "names other than " + EvaluationReport.CANDIDATE);
        if (task.kind() == Kind.EVALUATE) {
            require(!task.opponents().isEmpty(), "opponents", "at least one to evaluate");
            return;
        }
        require(!task.features().isEmpty(), "features", "at least one");
        requireDistinct("features", task.features().stream().map(Feature::name).toList());
        require(task.features().stream().allMatch(f -> f.kind() != null), "features", "a kind each");
        require(task.validationFrom() != null, "validationFrom", "a time");
        require(task.model() != null && task.model().hiddenSizes() != null, "model", "hiddenSizes and dropout");
        require(task.training() != null, "training", "the settings of the training");
    }

    private static void requireDistinct(String field, List<String> names) {
        require(
                names.stream().allMatch(name -> name != null && !name.isBlank())
                        && names.stream().distinct().count() == names.size(),
                field,
                "names that differ, found " + names);
    }

    private static void require(boolean condition, String field, String expected) {
        if (!condition) {
            throw new IllegalArgumentException("the task's " + field + " must hold " + expected);
        }
    }
}
