/**
 * Clients of the other services, made from the HTTP interfaces in {@code contracts}.
 * No tables, no events.
 */
package com.aimatrix.kit.client;
