/** An application whose parts lie in different modules of an EAR. */
@org.jspecify.annotations.NullMarked
package io.baton.it.errand;
