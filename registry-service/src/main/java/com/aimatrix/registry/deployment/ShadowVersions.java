package com.aimatrix.registry.deployment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The versions that shall predict beside the live one, in place of those set before; an empty list ends all. */
record ShadowVersions(@NotNull @Size(max = 10) List<@NotNull Integer> versions) {}
