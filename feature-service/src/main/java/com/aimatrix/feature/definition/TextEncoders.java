package com.aimatrix.feature.definition;

import com.aimatrix.transform.function.TextEncoder;
import java.util.Map;

/** The text encoders that users have registered. */
public interface TextEncoders {

    /** As they are now, by name; one that a view uses does not change. */
    Map<String, TextEncoder> byName();
}
