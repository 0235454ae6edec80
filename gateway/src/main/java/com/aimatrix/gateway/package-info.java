/**
 * The one address of the platform: routes to the services, their API pages in one place, and an index.
 * No tables and no events: it holds no state.
 */
package com.aimatrix.gateway;
