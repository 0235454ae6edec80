/**
 * Work behind the requests: loops that go on whatever a round of them meets, and child processes that end with their parent.
 * No tables, no events.
 */
package com.aimatrix.kit.work;
