/** The application that the tests deploy: its input says what goes wrong. */
@org.jspecify.annotations.NullMarked
package io.baton.it.app;
