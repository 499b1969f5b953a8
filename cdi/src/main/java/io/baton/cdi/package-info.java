/** Application code among the beans of a server: found at deployment, called by the kernel. */
@org.jspecify.annotations.NullMarked
package io.baton.cdi;
