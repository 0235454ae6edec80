/**
 * What was made of what: source, view, feature, training set, run, model version, deployment, kept as edges from definitions and
 * events, and asked upstream and downstream. What a training set or a deployed model rests on is kept from deletion.
 * Tables {@code feature.lineage_edge}, {@code deployed_model}.
 * Events in: {@code training.runs}, {@code registry.deployments}; out: {@code lineage.events}, OpenLineage 2 as the library
 * {@code openlineage-java} writes it.
 *
 * <p>Names in OpenLineage, all in the namespace {@code aimatrix.feature.lineage.namespace}. A dataset is called like its node here:
 * {@code source:sale}, {@code view:shop_sales@1} (fields: its join keys and features), {@code training_set:<id>},
 * {@code model_version:flights/3}. Jobs are {@code feature_view:shop_sales}, which turns a source and other views into the versions
 * of a view; {@code training_set:<name>}, or {@code training_set} where none was given; and {@code training:<experiment>}. A run of
 * the latter two has our id of the training set or the run as its UUID.
 */
package com.aimatrix.feature.lineage;
