/** An application that is spoken to: signals, answers, queries, observers. */
package io.baton.it.talk;
