/**
 * Who may pass. Without users everybody may, which is meant for one machine.
 * No tables, no events.
 */
package com.aimatrix.gateway.access;
