/**
 * Vectors of entities and the search for the nearest, exact or by HNSW graphs (Malkov and Yashunin 2016) of pgvector.
 * Tables {@code feature.vector_index} and one {@code feature.vector_<id>} for each; no events.
 */
package com.aimatrix.feature.vector;
