/** Calendars of five fields, as Unix has them, in any time zone. */
@NullMarked
package io.baton.calendar;

import org.jspecify.annotations.NullMarked;
