/** Commands and answers as JMS messages, in and out. */
@org.jspecify.annotations.NullMarked
package io.baton.ejb.jms;
