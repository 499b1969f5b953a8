package io.baton.cdi;

import io.baton.api.Durable;
import jakarta.enterprise.util.AnnotationLiteral;

/** {@link Durable} as a value. */
final class DurableLiteral extends AnnotationLiteral<Durable> implements Durable {
  private static final long serialVersionUID = 1L;
}
