package com.aimatrix.serving.loading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What answers for a model at one moment; replaced as a whole. */
public record LoadedModel(String model, LoadedVersion live, List<LoadedVersion> shadows) {

    /** Live first, then the shadows. */
    public List<LoadedVersion> versions() {
        var all = new ArrayList<LoadedVersion>();
        all.add(live);
        all.addAll(shadows);
        return all;
    }

    public Optional<LoadedVersion> version(int number) {
        return versions().stream().filter(each -> each.version() == number).findFirst();
    }
}
