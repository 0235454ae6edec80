package com.aimatrix.registry.security;

import java.util.List;
import java.util.Set;

/**
 * What a scan lets pass.
 *
 * @param allowedImports modules, or names with their module, that pickles may import besides
 * @param knownImportsOnly whether pickles may import only what is known to be harmless
 * @param expectedFiles globs; when there are any, a file that none fits is a finding
 * @param allowedPrograms globs of files that may be programs
 * @param maxFileBytes the largest file
 * @param maxTotalBytes of all files together
 * @param badHashes hex SHA-256 of files that are known to be bad
 */
public record ScanRules(
        Set<String> allowedImports,
        boolean knownImportsOnly,
        List<String> expectedFiles,
        List<String> allowedPrograms,
        long maxFileBytes,
        long maxTotalBytes,
        Set<String> badHashes) {}
