/** What was written for kafka-workflow and javactrl-kafka, said to Baton, and what it does then. */
package io.baton.examples.effectful;
