/**
 * How a service starts: its annotation, its identity, and start-up failures told in one sentence.
 * No tables, no events.
 */
package com.aimatrix.kit.boot;
