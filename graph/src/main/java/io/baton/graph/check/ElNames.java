package io.baton.graph.check;

import jakarta.el.ELException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.glassfish.expressly.parser.AstAssign;
import org.glassfish.expressly.parser.AstBracketSuffix;
import org.glassfish.expressly.parser.AstDeferredExpression;
import org.glassfish.expressly.parser.AstDotSuffix;
import org.glassfish.expressly.parser.AstDynamicExpression;
import org.glassfish.expressly.parser.AstIdentifier;
import org.glassfish.expressly.parser.AstLambdaExpression;
import org.glassfish.expressly.parser.AstSemiColon;
import org.glassfish.expressly.parser.AstString;
import org.glassfish.expressly.parser.AstValue;
import org.glassfish.expressly.parser.ELParser;
import org.glassfish.expressly.parser.Node;
import org.glassfish.expressly.parser.TokenMgrError;
import org.jspecify.annotations.Nullable;

/** Reads an expression without running it, for the names that it uses. */
final class ElNames {
  /** The parser calls itself about twenty times for each bracket. */
  private static final int MAX_BRACKETS = 50;

  private final List<Use> uses = new ArrayList<>();

  private ElNames() {}

  /**
   * A name that an expression begins with.
   *
   * @param member what is taken of it, by {@code .member} or {@code ['member']}; null for the
   *     whole, and for what only running it would tell
   */
  record Use(String root, @Nullable String member) {}

  /**
   * @param whole true when there may be no text around the one expression
   * @throws IllegalArgumentException saying in a sentence what is wrong with it
   */
  static List<Use> of(String text, boolean whole) {
    Node tree = parse(text);
    if (whole
        && (tree.jjtGetNumChildren() != 1
            || !(tree.jjtGetChild(0) instanceof AstDynamicExpression))) {
      throw new IllegalArgumentException("This must be one expression in ${…} and nothing else.");
    }
    ElNames names = new ElNames();
    names.walk(tree, Set.of());
    return names.uses;
  }

  private static Node parse(String text) {
    if (brackets(text) > MAX_BRACKETS) {
      throw new IllegalArgumentException(
          "The expression has brackets in brackets more than %d deep.".formatted(MAX_BRACKETS));
    }
    try {
      return ELParser.parse(text);
    } catch (ELException | TokenMgrError e) {
      throw new IllegalArgumentException("The expression cannot be read: " + sentence(e), e);
    }
  }

  /** Without the list of all that the parser would have liked better. */
  static String sentence(Throwable e) {
    String text = String.valueOf(e.getMessage());
    int end = text.indexOf("\nWas expecting");
    String told = (end < 0 ? text : text.substring(0, end)).strip();
    return told.endsWith(".") ? told : told + ".";
  }

  private static int brackets(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      if ("([{".indexOf(text.charAt(i)) >= 0) {
        depth++;
        deepest = Math.max(deepest, depth);
      } else if (")]}".indexOf(text.charAt(i)) >= 0) {
        depth--;
      }
    }
    return deepest;
  }

  private void walk(Node node, Set<String> own) {
    if (node instanceof AstAssign) {
      throw new IllegalArgumentException("An expression changes nothing; to compare, write ==.");
    } else if (node instanceof AstSemiColon) {
      throw new IllegalArgumentException("This must be one expression, without a semicolon.");
    } else if (node instanceof AstDeferredExpression) {
      throw new IllegalArgumentException("An expression begins with ${, not with #{.");
    } else if (node instanceof AstLambdaExpression) {
      Set<String> parameters = new HashSet<>(own);
      children(node.jjtGetChild(0)).forEach(parameter -> parameters.add(parameter.getImage()));
      walk(node.jjtGetChild(1), parameters);
    } else if (node instanceof AstIdentifier) {
      use(node, null, own);
    } else if (node instanceof AstValue && node.jjtGetChild(0) instanceof AstIdentifier) {
      use(node.jjtGetChild(0), member(node.jjtGetChild(1)), own);
      children(node).subList(1, node.jjtGetNumChildren()).forEach(suffix -> walk(suffix, own));
    } else {
      children(node).forEach(child -> walk(child, own));
    }
  }

  private static List<Node> children(Node node) {
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      children.add(node.jjtGetChild(i));
    }
    return children;
  }

  private void use(Node identifier, @Nullable String member, Set<String> own) {
    if (!own.contains(identifier.getImage())) {
      uses.add(new Use(identifier.getImage(), member));
    }
  }

  private static @Nullable String member(Node suffix) {
    if (suffix instanceof AstDotSuffix) {
      return suffix.jjtGetNumChildren() == 0 ? suffix.getImage() : null; // Else it is a call.
    }
    return suffix instanceof AstBracketSuffix
            && suffix.jjtGetChild(0) instanceof AstString text
            && suffix.jjtGetNumChildren() == 1
        ? text.getString()
        : null;
  }
}
