/**
 * What a server has and a plain JVM lacks: a transaction manager with its log, a broker, a pool of
 * XA connections, loops that take messages in transactions. Knows nothing of cases.
 */
@NullMarked
package io.baton.standalone.durable;

import org.jspecify.annotations.NullMarked;
