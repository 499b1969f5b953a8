package io.baton.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every code that people can meet is explained, and means one thing. */
class CodesTest {
  private static final Pattern CODE = Pattern.compile("BATON-\\d{4}");
  private static final Pattern CONSTANT = Pattern.compile("(\\w+) =\\s+\"(BATON-\\d{4})\"");
  private static final Pattern TEXT = Pattern.compile("\"(BATON-\\d{4}) ([^\"]+)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `?(BATON-\\d{4})`? \\|(.*)$");

  private static final Path EXPLAINED = Checkout.root().resolve("docs/reference/codes.md");

  @Test
  void everyCodeOfTheSourceIsExplained() {
    assertThat(explained().keySet()).containsAll(used());
  }

  @Test
  void anExplainedCodeIsInTheSourceOrIsMarkedAsRetired() {
    Set<String> gone = new TreeSet<>(explained().keySet());
    gone.removeAll(used());
    assertThat(gone).allMatch(code -> explained().get(code).get(0).contains("retired"));
  }

  @Test
  void aCodeIsExplainedOnce() {
    assertThat(explained()).allSatisfy((code, rows) -> assertThat(rows).as(code).hasSize(1));
  }

  /** Texts that begin with the same two words are taken for the same meaning. */
  @Test
  void aCodeHasOneMeaning() {
    assertThat(meanings())
        .hasSizeGreaterThan(20)
        .allSatisfy((code, said) -> assertThat(said).as(code).hasSize(1));
  }

  @Test
  void twoMeaningsAreNoticed() {
    assertThat(
            meanings(
                List.of(
                    "a = \"BATON-1 cannot\"",
                    "GONE = \"BATON-7001\"",
                    "\"BATON-7001 is here: %s\"")))
        .containsEntry("BATON-7001", Set.of("GONE", "is here"));
  }

  private static Map<String, List<String>> explained() {
    return ROW.matcher(Checkout.read(EXPLAINED))
        .results()
        .collect(
            Collectors.groupingBy(
                row -> row.group(1),
                TreeMap::new,
                Collectors.mapping(row -> row.group(2), Collectors.toList())));
  }

  private static Set<String> used() {
    return sources().stream()
        .flatMap(text -> CODE.matcher(text).results())
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<String>> meanings() {
    return meanings(sources());
  }

  private static Map<String, Set<String>> meanings(List<String> sources) {
    Map<String, Set<String>> meanings = new TreeMap<>();
    for (String source : sources) {
      Matcher constants = CONSTANT.matcher(source);
      while (constants.find()) {
        add(meanings, constants.group(2), constants.group(1));
      }
      Matcher texts = TEXT.matcher(source);
      while (texts.find()) {
        add(meanings, texts.group(1), firstTwoWords(texts.group(2)));
      }
    }
    return meanings;
  }

  private static void add(Map<String, Set<String>> meanings, String code, String meaning) {
    meanings.computeIfAbsent(code, any -> new TreeSet<>()).add(meaning);
  }

  private static String firstTwoWords(String text) {
    return Arrays.stream(text.split("[^A-Za-z]+")).limit(2).collect(Collectors.joining(" "));
  }

  private static List<String> sources() {
    return Checkout.files(".java").stream()
        .filter(file -> file.toString().contains("/src/main/"))
        .map(Checkout::read)
        .toList();
  }
}
