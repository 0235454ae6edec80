/**
 * Files that runs leave and models are made of, addressed by URI.
 * No tables, no events.
 */
package com.aimatrix.kit.artifact;
