/**
 * What kafka-workflow ("effectful") and javactrl-kafka say by records, read as wishes. Text in,
 * wish out: what becomes of a wish is the engine's business.
 */
@NullMarked
package io.baton.effectful;

import org.jspecify.annotations.NullMarked;
