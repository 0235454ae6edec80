/**
 * One run as one zip, and back: what it has logged, its files, and the hashes of all of it.
 * No tables of its own; runs are read and added through {@code tracking}, folders that an import fills are announced to {@code cleanup}.
 * No events.
 */
package com.aimatrix.training.archive;
