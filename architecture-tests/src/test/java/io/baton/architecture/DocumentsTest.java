package io.baton.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point to is there, and the code they show is the code there is. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern OUTSIDE = Pattern.compile("[a-z]+:.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern QUOTED =
      Pattern.compile("<!-- from (\\S+) -->\\s+```\\w*\\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyLinkLeadsSomewhere() {
    assertThat(Checkout.files(".md")).hasSizeGreaterThan(5).allSatisfy(this::linksLead);
  }

  private void linksLead(Path document) {
    List<String> broken =
        LINK.matcher(Checkout.read(document))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !OUTSIDE.matcher(link).matches())
            .filter(link -> !leads(document, link))
            .toList();
    assertThat(broken).as("broken links of %s", document).isEmpty();
  }

  private static boolean leads(Path document, String link) {
    String path = link.replaceFirst("#.*", "");
    Path target = path.isEmpty() ? document : document.resolveSibling(path);
    if (!Files.exists(target)) {
      return false;
    }
    return !link.contains("#") || anchors(target).anyMatch(link.replaceFirst(".*#", "")::equals);
  }

  /** As GitHub makes them from headings. */
  private static Stream<String> anchors(Path document) {
    return HEADING
        .matcher(Checkout.read(document))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
  }

  @Test
  void quotedCodeIsTheCodeThereIs() {
    List<String> quotes = new ArrayList<>();
    for (Path document : Checkout.files(".md")) {
      QUOTED
          .matcher(Checkout.read(document))
          .results()
          .forEach(
              quote -> {
                quotes.add(quote.group(1));
                assertThat(linesMissingInTheirOrder(quote))
                    .as("lines of %s that %s has no more", document, quote.group(1))
                    .isEmpty();
              });
    }
    assertThat(quotes).isNotEmpty();
  }

  private static List<String> linesMissingInTheirOrder(MatchResult quote) {
    List<String> code =
        Checkout.read(Checkout.root().resolve(quote.group(1))).lines().map(String::strip).toList();
    List<String> missing = new ArrayList<>();
    int from = 0;
    for (String line : quote.group(2).lines().map(String::strip).toList()) {
      int at = line.isEmpty() ? -1 : code.subList(from, code.size()).indexOf(line);
      if (at >= 0) {
        from += at + 1;
      } else if (!line.isEmpty()) {
        missing.add(line);
      }
    }
    return missing;
  }
}
