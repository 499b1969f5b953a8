/** Cases in PostgreSQL. */
@NullMarked
package io.baton.persistence;

import org.jspecify.annotations.NullMarked;
