/**
 * Tries versions before they are promoted: loads them, predicts with them, and measures how long that takes.
 * No tables, no events.
 */
package com.aimatrix.registry.trial;
