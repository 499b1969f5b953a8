package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.model.Expression;
import jakarta.el.ELException;
import jakarta.el.ExpressionFactory;
import jakarta.el.ValueExpression;
import org.glassfish.expressly.ExpressionFactoryImpl;

/** Jakarta EL restricted to data. */
public final class Expressions {
  private static final ExpressionFactory EL = new ExpressionFactoryImpl();
  private static final Names NONE = name -> null;

  private Expressions() {}

  /**
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  public static void checkSyntax(Expression expression) {
    compile(expression);
  }

  /** True for a text that has an expression in it. */
  public static boolean isExpression(String text) {
    return text.contains("${");
  }

  static Compiled compile(Expression expression) {
    String text = expression.text();
    if (text.length() > Expression.MAX) {
      throw new IllegalArgumentException(
          "the expression has %d characters, the limit is %d"
              .formatted(text.length(), Expression.MAX));
    }
    if (!isExpression(text)) {
      throw new IllegalArgumentException("'" + text + "' has no ${…}");
    }
    if (text.contains("->")) { // Lambdas may call themselves for ever.
      throw new IllegalArgumentException(
          "'" + text + "' has a lambda ('->'), which is not allowed");
    }
    try {
      return new Compiled(
          text, EL.createValueExpression(new DataContext(NONE), text, Object.class));
    } catch (ELException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no expression: %s".formatted(text, e.getMessage()), e);
    }
  }

  /** A text that was read once. */
  record Compiled(String text, ValueExpression expression) {
    JsonNode value(Names names) {
      return Data.json(raw(names));
    }

    /** As EL has it: null is false, the text "true" is true. */
    boolean holds(Names names) {
      Object value = raw(names);
      try {
        return EL.coerceToType(value, Boolean.class);
      } catch (ELException e) {
        throw new ELException("'%s' is neither true nor false".formatted(text), e);
      }
    }

    private Object raw(Names names) {
      try {
        return expression.getValue(new DataContext(names));
      } catch (ELException | ArithmeticException e) {
        throw new ELException("'%s': %s".formatted(text, e.getMessage()), e);
      }
    }
  }
}
