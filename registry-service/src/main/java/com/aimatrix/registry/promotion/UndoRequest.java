package com.aimatrix.registry.promotion;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param requestedBy who takes it back; @param reason why, for the history */
record UndoRequest(
        @NotBlank @Size(max = 500) String requestedBy,
        @NotBlank @Size(max = 5_000) String reason) {}
