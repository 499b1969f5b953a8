/** What records on topics say in Baton's own dialects: starts, events, answers. */
@NullMarked
package io.baton.engine.dialect;

import org.jspecify.annotations.NullMarked;
