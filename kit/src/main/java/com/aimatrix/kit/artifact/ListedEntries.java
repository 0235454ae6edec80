package com.aimatrix.kit.artifact;

import com.aimatrix.kit.artifact.ArtifactStore.Entry;
import com.aimatrix.kit.artifact.ArtifactStore.Page;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts what lies in a folder into pages, in the order of S3: by the UTF-8 bytes of a name, a folder's with a slash behind it. */
final class ListedEntries {

    private static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private ListedEntries() {}

    /** @param mark the key of the last entry before the page, or null */
    static Page page(List<Entry> entries, @Nullable String mark, int max) {
        List<Entry> rest = sorted(entries).stream()
                .filter(each -> mark == null || BY_BYTES.compare(key(each), mark) > 0)
                .toList();
        List<Entry> page = rest.subList(0, Math.min(max, rest.size()));
        return new Page(page, page.size() < rest.size() ? key(page.get(page.size() - 1)) : null);
    }

    static List<Entry> sorted(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(ListedEntries::key, BY_BYTES))
                .toList();
    }

    private static String key(Entry entry) {
        return entry.folder() ? entry.name() + "/" : entry.name();
    }
}
