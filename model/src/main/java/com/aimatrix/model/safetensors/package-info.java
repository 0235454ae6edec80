/**
 * Reads and writes safetensors files: a JSON header, then raw little-endian data.
 * Nothing native sees a byte of a file before the checks here have passed.
 * No tables, no events.
 */
package com.aimatrix.model.safetensors;
