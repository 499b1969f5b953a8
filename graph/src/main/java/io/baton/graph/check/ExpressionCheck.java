package io.baton.graph.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Template;
import io.baton.graph.run.Expressions;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether expressions can be read, and whether what they name is there. */
final class ExpressionCheck {
  private final Findings findings;

  ExpressionCheck(Findings findings) {
    this.findings = findings;
  }

  void expression(@Nullable Expression expression, String pointer, Scope scope) {
    if (expression != null) {
      text(expression, pointer, scope, true);
    }
  }

  void templates(@Nullable List<Template> templates, String pointer, Scope scope) {
    for (int i = 0; templates != null && i < templates.size(); i++) {
      template(templates.get(i), pointer + "/" + i, scope);
    }
  }

  void template(@Nullable Template template, String pointer, Scope scope) {
    if (template != null) {
      json(template.json(), pointer, scope);
    }
  }

  private void json(JsonNode json, String pointer, Scope scope) {
    if (json.isTextual() && Expressions.isExpression(json.textValue())) {
      text(new Expression(json.textValue()), pointer, scope, false);
    }
    for (int i = 0; json.isArray() && i < json.size(); i++) {
      json(json.path(i), pointer + "/" + i, scope);
    }
    json.properties()
        .forEach(member -> json(member.getValue(), Problem.below(pointer, member.getKey()), scope));
  }

  private void text(Expression expression, String pointer, Scope scope, boolean whole) {
    int length = expression.text().length();
    if (length > Expression.MAX) {
      findings.problem(
          pointer,
          "A text with an expression in it has %d characters, the limit is %d."
              .formatted(length, Expression.MAX));
      return;
    }
    try {
      List<ElNames.Use> uses = ElNames.of(expression.text(), whole);
      Expressions.checkSyntax(expression);
      uses.stream().distinct().forEach(use -> use(use, pointer, scope));
    } catch (IllegalArgumentException e) {
      findings.problem(pointer, ElNames.sentence(e));
    }
  }

  private void use(ElNames.Use use, String pointer, Scope scope) {
    if (!scope.roots().contains(use.root())) {
      findings.problem(
          pointer,
          "'%s' is unknown; an expression sees %s here.%s"
              .formatted(
                  use.root(),
                  String.join(", ", new TreeSet<>(scope.roots())),
                  hint(use.root(), scope)));
      return;
    }
    String node = use.member();
    if (node == null || (!use.root().equals("results") && !use.root().equals("errors"))) {
      return;
    }
    Scope its = scope.of(node);
    if (its == null) {
      findings.problem(
          pointer,
          "'%s.%s': no node '%s' can be seen from here.".formatted(use.root(), node, node));
    } else if (!its.isBefore(node)) {
      findings.warning(
          pointer,
          "'%s.%s' may not be there yet: '%s' does not come before this."
              .formatted(use.root(), node, node));
    }
  }

  private static String hint(String name, Scope scope) {
    return scope.of(name) == null ? "" : " The result of a node is results.%s.".formatted(name);
  }
}
