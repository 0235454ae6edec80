package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.Catalog.RegisteredView;

/** A view was registered; published inside the transaction, while no events are taken. */
public record ViewRegistered(RegisteredView view) {}
