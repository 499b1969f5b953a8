/**
 * What an application writes and calls: workflows, activities, clients. It depends on the JDK
 * alone.
 */
@org.jspecify.annotations.NullMarked
package io.baton.api;
