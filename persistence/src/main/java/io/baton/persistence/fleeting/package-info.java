/** Cases in memory: transactional like a database, gone with the JVM. */
@NullMarked
package io.baton.persistence.fleeting;

import org.jspecify.annotations.NullMarked;
