/** What a case did, read from the tables of the engine and told to a person. */
@NullMarked
package io.baton.cli.journal;

import org.jspecify.annotations.NullMarked;
