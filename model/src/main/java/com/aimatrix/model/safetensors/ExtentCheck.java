package com.aimatrix.model.safetensors;

import com.aimatrix.model.ModelFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks that tensors fill the data of a file exactly once: nothing outside, no overlap, no hole. */
final class ExtentCheck {

    private record Extent(String name, long begin, long end) {}

    private final long dataBytes;
    private final List<Extent> extents = new ArrayList<>();

    ExtentCheck(long dataBytes) {
        this.dataBytes = dataBytes;
    }

    void add(String name, long begin, long end) {
        if (end < begin || end > dataBytes) {
            throw new ModelFormatException("tensor " + name + ": offsets [" + begin + ", " + end
                    + "] lie outside the data of " + dataBytes + " bytes");
        }
        extents.add(new Extent(name, begin, end));
    }

    void requireNoGapAndNoOverlap() {
        extents.sort(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end));
        long position = 0;
        for (Extent extent : extents) {
            if (extent.begin() != position) {
                throw new ModelFormatException("tensor " + extent.name() + " begins at " + extent.begin()
                        + ", expected " + position + ": tensors must neither overlap nor leave holes");
            }
            position = extent.end();
        }
        if (position != dataBytes) {
            throw new ModelFormatException("the tensors end at " + position + ", the data at " + dataBytes);
        }
    }
}
