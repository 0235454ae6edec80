/**
 * The demo: the whole life of a model on a year of flights, through the platform's public addresses and Kafka only.
 * No tables; sends {@code feature.events} and {@code monitoring.outcomes}.
 */
package com.aimatrix.standalone.demo;
