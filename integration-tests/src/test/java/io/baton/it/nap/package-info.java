/** The application of the tests of time: cases that sleep, and one that a calendar starts. */
package io.baton.it.nap;
