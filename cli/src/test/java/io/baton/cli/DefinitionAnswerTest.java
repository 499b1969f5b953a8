package io.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.MigrationPage.Fate;
import io.baton.api.MigrationPage.MigratingCase;
import io.baton.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DefinitionAnswerTest {
  private static DefinitionAnswer answer(String json) {
    return new DefinitionAnswer(Json.tree(json.replace('\'', '"')));
  }

  private static String shown(DefinitionAnswer answer, int exitCode) {
    PrintStream out = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      assertThat(answer.show()).isEqualTo(exitCode);
    } finally {
      System.setOut(out);
    }
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_deployment_is_told_with_what_was_perhaps_not_meant() {
    DefinitionAnswer answer =
        answer(
            "{'status':'ALREADY_THERE','result':{'workflow':'trip','version':3,'hash':'9f',"
                + "'warnings':[{'pointer':'/nodes/car','text':'Odd.'}],"
                + "'notices':[{'pointer':'/undo/order','text':'CAUSAL.'}]}}");
    assertThat(shown(answer, 0))
        .isEqualToNormalizingNewlines(
            """
            trip@3 already there
              perhaps not meant: /nodes/car: Odd.
              unlike code: /undo/order: CAUSAL.
            """);
  }

  @Test
  void all_problems_are_told() {
    DefinitionAnswer answer =
        answer(
            "{'status':'REFUSED','result':{'problems':[{'pointer':'/name','text':'No.'},"
                + "{'pointer':'','text':'Not at all.'}]},'failure':{'type':'BATON-1502'}}");
    assertThat(shown(answer, 1))
        .isEqualToNormalizingNewlines(
            """
            BATON-1502 refused
              /name: No.
              Not at all.
            """);
  }

  @Test
  void the_cases_of_a_migration_are_read() {
    DefinitionAnswer answer =
        answer(
            "{'status':'DRY_RUN','result':{'cases':[{'caseId':'t-1','fate':'STAYS','text':'it ended'}],"
                + "'more':true}}");
    assertThat(answer.refused()).isFalse();
    assertThat(answer.page().more()).isTrue();
    assertThat(answer.page().cases())
        .containsExactly(new MigratingCase("t-1", Fate.STAYS, "it ended"));
  }
}
