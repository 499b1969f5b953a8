/**
 * A real server is killed at chosen points of its transactions, and afterwards each thing must have
 * happened once. The plan of kills and the work come from one seed.
 */
package io.baton.it.crash;
