package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.document.BadInput;
import envgate.envs.model.Note;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    @TempDir
    private Path folder;

    private static String template(String condition, String assertion) {
        return """
                Parameters:
                  Stage: {Type: String, Default: prod}
                  Zones: {Type: CommaDelimitedList, Default: 'a,b'}
                  Version: {Type: AWS::SSM::Parameter::Value<String>, Default: /cdk/version}
                Rules:
                  Sound:
                    RuleCondition: %s
                    Assertions: [{Assert: %s, AssertDescription: as it should be}]
                Resources:
                  Queue: {Type: AWS::SQS::Queue}
                """.formatted(condition, assertion);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Contains [[dev, prod], !Ref Stage]",
                "!Not [!Contains [[dev], !Ref Stage]]",
                "!Equals [!Ref Stage, prod]",
                "!And [!Equals [!Ref Stage, prod], !Or [!Equals [a, b], !Equals [a, a]]]",
                "Fn::EachMemberIn: [!Ref Zones, [a, b, c]]",
                "Fn::EachMemberEquals: [{Fn::RefAll: String}, prod]",
                "!Or [!Equals [a, a], !Contains [['6'], !Ref Version]]"
            })
    void parameters_that_keep_the_rules_are_good(String assertion) {
        String written = assertion.startsWith("Fn::") ? "{" + assertion + "}" : assertion;

        assertThat(Plans.empty()
                        .plan(folder, template("!Equals [a, a]", written))
                        .notes())
                .extracting(Note::text)
                .noneMatch(it -> it.contains("rule"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Contains [[dev, test], !Ref Stage]",
                "!Not [!Equals [!Ref Stage, prod]]",
                "{Fn::EachMemberIn: [!Ref Zones, [a]]}",
                "{Fn::EachMemberEquals: [!Ref Zones, a]}",
                "!And [!Equals [a, b], !Contains [['6'], !Ref Version]]"
            })
    void parameters_that_break_a_rule_are_refused(String assertion) {
        assertThatThrownBy(() -> Plans.empty().plan(folder, template("!Equals [a, a]", assertion)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.mistakes())
                                .extracting(BadInput.Mistake::text)
                                .containsExactly("template.yaml:8:27: the parameters break the rule `Sound`:"
                                        + " as it should be"));
    }

    @Test
    void a_rule_that_does_not_apply_is_not_tried() {
        assertThat(Plans.empty()
                        .plan(folder, template("!Equals [a, b]", "!Equals [a, b]"))
                        .resources())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!Contains [['6'], !Ref Version]", "!Equals [{Fn::ValueOf: [Stage, Tags.Department]}, IT]"})
    void a_rule_about_what_was_not_read_is_left_open_and_named(String assertion) {
        assertThat(Plans.empty()
                        .plan(folder, template("!Equals [a, a]", assertion))
                        .notes())
                .extracting(Note::text)
                .contains("whether the parameters keep the rule `Sound` is not known");
    }

    @Test
    void a_rule_that_may_apply_is_left_open_where_it_would_be_broken() {
        assertThat(Plans.empty()
                        .plan(folder, template("!Contains [['6'], !Ref Version]", "!Equals [a, b]"))
                        .notes())
                .extracting(Note::text)
                .contains("whether the parameters keep the rule `Sound` is not known");
    }
}
