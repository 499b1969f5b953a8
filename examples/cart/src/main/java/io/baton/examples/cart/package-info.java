/** A shopping cart that lives on messages, and a checkout that is a case of its own. */
@NullMarked
package io.baton.examples.cart;

import org.jspecify.annotations.NullMarked;
