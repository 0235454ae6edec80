package com.aimatrix.kit.event;

import java.time.Instant;

/** A CloudEvent as it came; {@code data} is its JSON read as the type asked for. */
public record ReceivedEvent<T>(String id, String type, String subject, Instant time, T data) {}
