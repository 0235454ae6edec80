/**
 * The network of a model folder as a graph of layers, with shapes, parameters and costs; as data and as a drawing.
 * No tables.
 * No events.
 */
package com.aimatrix.model.architecture;
