package envgate.rules.analysis.drift;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.analysis.drift.Difference.Guard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static Drift drift(String fleet) {
        ShortForm form = SnapshotYaml.read("fleet.yaml", fleet);
        return new Drift(form.snapshots().getFirst(), form.snapshots().getLast(), form.intent());
    }

    private static Equality equality(String one, String other) {
        Drift drift = drift("""
                environment: staging
                functions: {Api: {environment: {KEY: %s}}}
                ---
                environment: prod
                functions: {Api: {environment: {KEY: %s}}}
                """.formatted(one, other));
        return drift.differences().stream()
                .flatMap(it -> it instanceof Difference.Variable variable
                        ? java.util.stream.Stream.of(variable.equality())
                        : java.util.stream.Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void functions_pair_by_logical_name() {
        Drift drift = drift("""
                environment: staging
                functions: {Api: {}, Mailer: {}}
                ---
                environment: prod
                functions: {Api: {}, Reports: {}}
                """);
        assertThat(drift.functionPairs())
                .extracting(it -> it.source().name() + " " + it.target().name())
                .containsExactly("staging-Api prod-Api");
        assertThat(drift.differences())
                .extracting(it -> it instanceof Difference.FunctionOnly only
                        ? only.environment() + only.function().name()
                        : "")
                .containsExactly("stagingstaging-Mailer", "prodprod-Reports");
    }

    @Test
    void names_that_differ_in_the_environment_only_pair_as_well() {
        Drift drift = drift("""
                environment: staging
                also-called: [stg]
                functions: {orders-stg-api: {}, OrdersStagingMailer: {}}
                ---
                environment: prod
                functions: {orders-prod-api: {}, OrdersProdMailer: {}}
                """);
        assertThat(drift.functionPairs())
                .extracting(it -> it.source().logicalName() + " " + it.target().logicalName())
                .containsExactly("OrdersStagingMailer OrdersProdMailer", "orders-stg-api orders-prod-api");
    }

    @Test
    void variables_are_compared_by_what_may_be_known() {
        assertThat(equality("a", "a")).isEqualTo(new Equality.Same());
        assertThat(equality("a", "b")).isEqualTo(new Equality.Different());
        assertThat(equality("{hidden: a}", "{hidden: a}")).isEqualTo(new Equality.Same());
        assertThat(equality("{hidden: a}", "{hidden: b}")).isEqualTo(new Equality.Different());
        assertThat(equality("{hidden: secret}", "secret")).isInstanceOf(Equality.Unknown.class);
        assertThat(equality("{hidden: secret}", "a text of another length")).isEqualTo(new Equality.Different());
        assertThat(equality("{reference: \"{{resolve:ssm:/a}}\"}", "{reference: \"{{resolve:ssm:/a}}\"}"))
                .as("one parameter's name means another parameter in each account")
                .isInstanceOf(Equality.Unknown.class);
        assertThat(equality("{unresolved: later}", "a")).isInstanceOf(Equality.Unknown.class);
    }

    @Test
    void stacks_pair_by_name_without_the_environment_or_when_there_is_one() {
        Drift drift = drift("""
                environment: staging
                stacks: {orders-staging-api: {}, orders-staging-db: {outputs: {Host: a, Port: b, Debug: c}, conditional-outputs: [Debug]}}
                ---
                environment: prod
                stacks: {orders-prod-api: {}, orders-prod-db: {outputs: {Host: a}}, other: {}}
                """);
        assertThat(drift.stackPairs())
                .extracting(it -> it.target().name())
                .containsExactly("orders-prod-api", "orders-prod-db");
        assertThat(drift.differences())
                .anySatisfy(it -> assertThat(it).isInstanceOfSatisfying(Difference.OutputOnly.class, only -> {
                    assertThat(only.key()).isEqualTo("Port");
                    assertThat(only.guard()).isEqualTo(Guard.NONE);
                }));
        assertThat(drift.differences())
                .anySatisfy(it -> assertThat(it).isInstanceOfSatisfying(Difference.OutputOnly.class, only -> {
                    assertThat(only.key()).isEqualTo("Debug");
                    assertThat(only.guard()).isEqualTo(Guard.CONDITION);
                }));
        assertThat(drift("environment: a\nstacks: {x: {}}\n---\nenvironment: b\nstacks: {y: {}}\n")
                        .stackPairs())
                .hasSize(1);
    }

    @Test
    void a_function_that_was_not_seen_is_not_compared() {
        Drift drift = drift("""
                environment: staging
                functions: {Api: {environment: {KEY: a}}}
                ---
                environment: prod
                functions: {Api: {}}
                unseen: [FUNCTIONS Api]
                """);
        assertThat(drift.differences()).noneMatch(Difference.VariableOnly.class::isInstance);
    }

    private static Optional<Wire> wire(String from, String output, String to, String outputInProd) {
        Drift drift = drift("""
                environment: staging
                functions: {Api: {environment: {DB_HOST: %s}}}
                stacks: {orders-staging: {outputs: %s}}
                ---
                environment: prod
                functions: {Api: {environment: {DB_HOST: %s}}}
                stacks: {orders-prod: {outputs: %s}}
                """.formatted(from, output, to, outputInProd));
        Drift.FunctionPair pair = drift.functionPairs().getFirst();
        return drift.wire(pair.source(), pair.target(), "DB_HOST");
    }

    @Test
    void a_variable_with_the_value_of_an_output_is_wired_to_it() {
        assertThat(wire("db-1.example.com", "{Host: db-1.example.com}", "db-2.example.com", "{Host: db-2.example.com}"))
                .hasValueSatisfying(it -> {
                    assertThat(it.follows()).isEqualTo(new Equality.Same());
                    assertThat(it.whole()).isTrue();
                });
        assertThat(wire("db-1.example.com", "{Host: db-1.example.com}", "db-8.example.com", "{Host: db-2.example.com}"))
                .hasValueSatisfying(it -> assertThat(it.follows()).isEqualTo(new Equality.Different()));
        assertThat(wire("db-1.example.com", "{Host: db-1.example.com}", "db-8.example.com", "{}"))
                .isEmpty();
        assertThat(wire("db-1.example.com", "{Host: db-7.example.com}", "db-8.example.com", "{Host: db-2.example.com}"))
                .isEmpty();
    }

    @Test
    void a_value_that_contains_an_output_is_wired_to_it() {
        assertThat(wire(
                        "postgres://db-1.example.com:5432/x",
                        "{Host: db-1.example.com}",
                        "postgres://db-2.example.com:5432/x",
                        "{Host: db-2.example.com}"))
                .hasValueSatisfying(it -> {
                    assertThat(it.follows()).isEqualTo(new Equality.Same());
                    assertThat(it.whole()).isFalse();
                });
        assertThat(wire("db-1.example.community", "{Host: db-1.example.com}", "x", "{Host: db-2.example.com}"))
                .isEmpty();
    }

    @Test
    void values_that_many_things_have_wire_nothing_unless_the_names_resemble() {
        assertThat(wire("\"5432\"", "{Retries: \"5432\"}", "\"1\"", "{Retries: \"2\"}"))
                .isEmpty();
        assertThat(wire("\"5432\"", "{DbHost: \"5432\"}", "\"1\"", "{DbHost: \"2\"}"))
                .isPresent();
        assertThat(wire("eu-west-1", "{Region: eu-west-1}", "eu-west-1", "{Region: eu-central-1}"))
                .isEmpty();
    }

    @Test
    void who_has_the_value_of_several_outputs_follows_if_it_follows_one() {
        String outputs = "{A: db-1.example.com, B: db-1.example.com}";
        assertThat(wire("db-1.example.com", outputs, "db-2.example.com", "{A: x.example.com, B: db-2.example.com}"))
                .hasValueSatisfying(it -> assertThat(it.follows()).isEqualTo(new Equality.Same()));
        assertThat(wire("db-1.example.com", outputs, "db-3.example.com", "{A: x.example.com, B: db-2.example.com}"))
                .hasValueSatisfying(it -> assertThat(it.follows()).isEqualTo(new Equality.Different()));
    }

    @Test
    void nothing_in_a_difference_quotes_a_value() {
        Drift drift = drift("""
                environment: staging
                functions: {Api: {environment: {A: canary-1.example.com, B: canary-2}}}
                stacks: {orders-staging: {outputs: {X: canary-1.example.com}}}
                ---
                environment: prod
                functions: {Api: {environment: {A: canary-3.example.com}}}
                stacks: {orders-prod: {outputs: {X: canary-4.example.com}}}
                """);
        Drift.FunctionPair pair = drift.functionPairs().getFirst();
        List<String> texts = drift.differences().stream()
                .flatMap(it -> it.trail().steps().stream())
                .map(Object::toString)
                .toList();
        assertThat(texts).isNotEmpty().noneMatch(it -> it.contains("canary"));
        assertThat(drift.wire(pair.source(), pair.target(), "A").orElseThrow().toString())
                .doesNotContain("canary");
    }
}
