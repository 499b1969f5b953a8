/** The core hosted in a Jakarta EE server. */
@NullMarked
package io.baton.ejb;

import org.jspecify.annotations.NullMarked;
