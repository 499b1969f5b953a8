/** What a case is: ids, commands, events and effects. */
@NullMarked
package io.baton.model;

import org.jspecify.annotations.NullMarked;
