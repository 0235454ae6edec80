package com.aimatrix.contracts.registry;

import java.util.List;

/**
 * What should be serving.
 *
 * @param revision grows with each change; an older one never overwrites a newer one
 * @param live the version that answers
 * @param shadows versions that predict beside it, unseen by callers, for comparison
 */
public record Deployment(String model, long revision, Target live, List<Target> shadows) {

    /** A version and where its model folder lies. */
    public record Target(int version, String artifactUri, List<String> features) {}
}
