/**
 * Text encoders that users register: uploaded, checked in a process of their own, kept, and loaded when they are first used.
 * Table {@code feature.encoder}; no events.
 */
package com.aimatrix.feature.encoder;
