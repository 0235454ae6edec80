/**
 * The service's own schema: migrated at start, reached through the service's own database role.
 * Owns the schema {@code kit}; no events.
 */
package com.aimatrix.kit.database;
