/**
 * Errors as RFC 9457 problem details, the same in every service.
 * No tables, no events.
 */
package com.aimatrix.kit.problem;
