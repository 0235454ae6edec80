/**
 * Looks into the files of a version for what could do harm when somebody loads them: code in pickles, programs, archives that grow,
 * damaged tensors, hashes that are known to be bad.
 * No tables, no events.
 */
package com.aimatrix.registry.security;
