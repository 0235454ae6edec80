/**
 * The documents that order work: what a run trains on, how, and what becomes of the model; checked whole before anything starts.
 * No tables of its own: a document is kept with its run or evaluation.
 * No events.
 */
package com.aimatrix.training.document;
