/**
 * What one service says to another: topic names, event records, REST records and the HTTP interfaces that carry them.
 * It holds no beans, no logic and no tables. Changes are additive: a record read today must still read tomorrow.
 */
package com.aimatrix.contracts;
