package io.baton.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The poms that the tutorial shows are those of this build, written for a folder of one's own. */
class TutorialTest {
  private static final Pattern NEEDED =
      Pattern.compile("(?s)<(dependency|plugin)>(.*?)</\\1>", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("<artifactId>([^<]+)</artifactId>");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
  private static final Pattern SCOPE = Pattern.compile("<scope>([^<]+)</scope>");
  private static final Pattern PROPERTY = Pattern.compile("<(version\\.[^>]+)>([^<]+)</\\1>");

  private static String pom(String path) {
    return Checkout.read(Checkout.root().resolve(path));
  }

  /** What a pom names, and what it says of each. */
  private static Map<String, String> named(String pom, String kind, Pattern said) {
    Map<String, String> named = new TreeMap<>();
    Matcher one = NEEDED.matcher(pom);
    while (one.find()) {
      Matcher name = NAME.matcher(one.group(2));
      if (one.group(1).equals(kind) && name.find()) {
        String own = name.group(1).replace("tutorial-order", "order");
        Matcher value = said.matcher(one.group(2));
        named.put(own, value.find() ? value.group(1) : "");
      }
    }
    return named;
  }

  @Test
  void bothNeedTheSame() {
    for (String module : List.of("order", "ear")) {
      String folder = "examples/tutorial/" + module;
      assertThat(named(pom(folder + "/pom-of-your-own.xml"), "dependency", SCOPE))
          .as(folder)
          .isNotEmpty()
          .isEqualTo(named(pom(folder + "/pom.xml"), "dependency", SCOPE));
    }
  }

  @Test
  void versionsAreThoseOfTheBuild() {
    String parent = pom("pom.xml");
    Map<String, String> versions = named(parent, "dependency", VERSION);
    versions.putAll(named(parent, "plugin", VERSION));
    Map<String, String> properties = new TreeMap<>();
    PROPERTY.matcher(parent).results().forEach(p -> properties.put(p.group(1), p.group(2)));
    versions.replaceAll(
        (name, text) -> properties.getOrDefault(text.replaceAll("[${}]", ""), text));
    versions.put("junit-jupiter", properties.get("version.junit"));
    for (String module : List.of("order", "ear")) {
      String own = pom("examples/tutorial/" + module + "/pom-of-your-own.xml");
      assertThat(own)
          .contains("<baton>" + VERSION.matcher(parent).results().findFirst().get().group(1));
      Map<String, String> wanted = named(own, "dependency", VERSION);
      wanted.putAll(named(own, "plugin", VERSION));
      wanted.values().removeIf(version -> version.equals("${baton}"));
      wanted.remove("order");
      assertThat(versions).containsAllEntriesOf(wanted);
    }
  }
}
