/**
 * Files that services share, addressed by URI, in a folder or in an S3-compatible store; copies of them on this machine.
 * No tables, no events.
 */
package com.aimatrix.kit.artifact;
