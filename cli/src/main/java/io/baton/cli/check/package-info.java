/** Tells before a deployment which open cases its code would not fit. It changes nothing. */
@NullMarked
package io.baton.cli.check;

import org.jspecify.annotations.NullMarked;
