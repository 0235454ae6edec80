/**
 * What runs have logged as TensorBoard's event files: metrics, params, tags, texts, images, and of a model trained here the weights and layers.
 * Table {@code training.event_file}; files go below {@code tensorboard/} among the run's own.
 * No events.
 */
package com.aimatrix.training.tensorboard;
