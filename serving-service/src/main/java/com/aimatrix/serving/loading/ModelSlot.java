package com.aimatrix.serving.loading;

import com.aimatrix.contracts.registry.Deployment;
import java.util.List;

/** A model by name: what is wanted of it, what is loaded, and what keeps the two apart. */
class ModelSlot {

    private volatile Deployment wanted;
    private volatile LoadedModel loaded;
    private volatile List<LoadProblem> problems = List.of();

    ModelSlot(Deployment wanted) {
        this.wanted = wanted;
    }

    /** @return false when this revision or a newer one is known */
    synchronized boolean want(Deployment deployment) {
        if (wanted.revision() >= deployment.revision()) {
            return false;
        }
        wanted = deployment;
        return true;
    }

    /** The one write that a request can see: from here on it gets the new model, whole. */
    void swap(LoadedModel next, List<LoadProblem> left) {
        problems = left;
        loaded = next;
    }

    Deployment wanted() {
        return wanted;
    }

    /** Null while no version could be loaded. */
    LoadedModel loaded() {
        return loaded;
    }

    List<LoadProblem> problems() {
        return problems;
    }
}
