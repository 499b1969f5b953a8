/** What is deployed in addition to the example: workflows that show one thing of the wire each. */
@NullMarked
package io.baton.it.kafka.app;

import org.jspecify.annotations.NullMarked;
