package envgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import envgate.rules.engine.DeployRule;
import envgate.rules.engine.EnvironmentRule;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.OutcomeRule;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.RuleCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The house's own rules: who may know whom, and what may stand where.
class HouseTest {

    /// A room and the rooms that it may know besides itself; `..` includes the rooms below.
    private static final Map<String, List<String>> ROOMS = rooms();

    /// Files over 400 lines, each with its reason.
    private static final Map<String, String> LONG_FILES =
            Map.of("Exchanges.java", "one row a call, which the formatter spreads", "Operation.java", "one row a call");

    private static final Set<String> FORBIDDEN_WORDS = Set.of(
            "Manager",
            "Helper",
            "Util",
            "Utils",
            "Impl",
            "Base",
            "Abstract",
            "Service",
            "Processor",
            "Handler",
            "Data",
            "Info",
            "Common");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new MainClasses())
            .importPackages("envgate.envs", "envgate.rules", "envgate.reports", "envgate.checker");

    private static final Path ROOT =
            Path.of(System.getProperty("envgate.root", "..")).toAbsolutePath();

    private static Map<String, List<String>> rooms() {
        Map<String, List<String>> rooms = new TreeMap<>();
        String envs = "envgate.envs.";
        String rules = "envgate.rules.";
        rooms.put(envs + "model", List.of());
        rooms.put(envs + "document", List.of(envs + "model"));
        rooms.put(envs + "inventory", List.of(envs + "model", envs + "document"));
        rooms.put(envs + "declared", List.of(envs + "model", envs + "document"));
        rooms.put(envs + "source", List.of(envs + "model", envs + "document", envs + "inventory", envs + "source.."));
        rooms.put(
                envs + "source.aws",
                List.of(envs + "model", envs + "inventory", envs + "source", envs + "source.capture"));
        rooms.put(envs + "source.capture", List.of(envs + "model", envs + "document"));
        rooms.put(envs + "source.text", List.of(envs + "model", envs + "document"));
        String capture = envs + "source.capture";
        rooms.put(envs + "plan", List.of(envs + "model", envs + "document", capture));
        rooms.put(envs + "plan.form", List.of(envs + "model", envs + "document", capture, envs + "plan"));
        rooms.put(
                envs + "plan.template",
                List.of(envs + "model", envs + "document", capture, envs + "plan..", envs + "plan.form"));
        rooms.put(
                envs + "plan.changeset",
                List.of(
                        envs + "model",
                        envs + "document",
                        capture,
                        envs + "plan",
                        envs + "plan.form",
                        envs + "plan.template"));
        rooms.put(
                envs + "plan.terraform",
                List.of(envs + "model", envs + "document", capture, envs + "plan", envs + "plan.form"));
        rooms.put(
                envs + "plan.cdk",
                List.of(envs + "model", envs + "document", capture, envs + "plan", envs + "plan.template"));
        rooms.put(envs + "plan.sam", List.of(envs + "document", envs + "plan", envs + "plan.template"));
        rooms.put(rules + "finding", List.of(envs + "model"));
        rooms.put(rules + "analysis", List.of(envs + "model", rules + "finding", rules + "analysis.."));
        for (String analysis : List.of("reach", "access", "links", "drift", "invocation", "calls", "runtime")) {
            rooms.put(rules + "analysis." + analysis, List.of(envs + "model", rules + "finding"));
        }
        rooms.put(rules + "engine", List.of(envs + "model", rules + "finding", rules + "analysis.."));
        for (String topic :
                List.of("access", "artifact", "deploy", "limits", "links", "network", "parity", "triggers")) {
            rooms.put(
                    rules + "catalog." + topic,
                    List.of(envs + "model", rules + "finding", rules + "analysis..", rules + "engine"));
        }
        rooms.put("envgate.reports..", List.of(envs + "model", envs + "document", rules + "finding"));
        rooms.put("envgate.checker..", List.of("envgate.."));
        return rooms;
    }

    static Stream<String> rooms_of_the_house() {
        return ROOMS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rooms_of_the_house")
    void a_room_knows_only_what_it_may(String room) {
        String[] known =
                Stream.concat(Stream.of(room), ROOMS.get(room).stream()).toArray(String[]::new);
        DescribedPredicate<JavaClass> elsewhereInTheHouse =
                resideInAPackage("envgate..").and(DescribedPredicate.not(resideInAnyPackage(known)));

        assertThat(HOUSE.stream().filter(resideInAPackage(room)))
                .as("classes seen in " + room)
                .isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(elsewhereInTheHouse)
                .check(HOUSE);
    }

    @Test
    void every_class_lives_in_a_room() {
        String[] all = ROOMS.keySet().toArray(String[]::new);

        classes().should().resideInAnyPackage(all).check(HOUSE);
    }

    @Test
    void topics_and_analyses_do_not_go_round_in_circles() {
        slices().matching("envgate.rules.analysis.(*)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
        slices().matching("envgate.rules.catalog.(*)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
    }

    @Test
    void only_the_live_source_opens_connections() {
        noClasses()
                .that()
                .resideOutsideOfPackage("envgate.envs.source.aws..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("software.amazon..", "java.net.http..")
                        .or(named("java.net.Socket"))
                        .or(named("java.net.HttpURLConnection"))
                        .or(named("java.net.URLConnection"))
                        .or(named("java.net.InetAddress")))
                .check(HOUSE);
    }

    @Test
    void only_sources_and_the_checker_touch_files() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "envgate.envs.source..", "envgate.envs.plan..", "envgate.envs.document..", "envgate.checker..")
                .should()
                .dependOnClassesThat(
                        named("java.nio.file.Files").or(named("java.io.File")).or(named("java.io.FileInputStream")))
                .check(HOUSE);
    }

    @Test
    void only_the_checker_touches_the_process() {
        noClasses()
                .that()
                .resideOutsideOfPackage("envgate.checker..")
                .should()
                .accessTargetWhere(isOf("java.lang.System", Set.of("out", "err", "in", "exit", "getenv", "console")))
                .orShould()
                .callMethodWhere(isClock())
                .check(HOUSE);
    }

    @Test
    void rules_are_public_final_and_stateless_and_carry_a_card_and_one_scope() {
        classes()
                .that()
                .areAssignableTo(Rule.class)
                .and()
                .areNotInterfaces()
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .beAnnotatedWith(RuleCard.class)
                .andShould(implementOneScope())
                .andShould(haveNoState())
                .check(HOUSE);
    }

    @Test
    void what_the_rooms_hand_each_other_cannot_change() {
        classes()
                .that()
                .resideInAnyPackage("envgate.envs.model", "envgate.envs.inventory", "envgate.rules.finding")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(haveOnlyFinalFields())
                .check(HOUSE);
    }

    @Test
    void every_package_is_null_marked() {
        List<String> unmarked = HOUSE.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(it -> !it.startsWith("envgate.reports.page"))
                .filter(it -> !isNullMarked(it))
                .sorted()
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void no_name_says_nothing() {
        Pattern words = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
        List<String> hollow = HOUSE.stream()
                .map(JavaClass::getSimpleName)
                .filter(it -> words.splitAsStream(it).anyMatch(FORBIDDEN_WORDS::contains))
                .distinct()
                .sorted()
                .toList();

        assertThat(hollow).isEmpty();
    }

    @Test
    void rules_name_the_problem() {
        List<String> remedies = HOUSE.stream()
                .filter(it -> it.isAssignableTo(Rule.class) && !it.isInterface())
                .map(JavaClass::getSimpleName)
                .filter(it -> it.startsWith("No") || it.startsWith("Check") || it.endsWith("Rule"))
                .toList();

        assertThat(remedies).isEmpty();
    }

    @Test
    void no_file_grows_beyond_400_lines_without_a_reason() {
        List<String> tooLong = Stream.of("envs", "rules", "reports", "checker")
                .flatMap(HouseTest::sources)
                .filter(it -> lines(it) > 400)
                .map(it -> it.getFileName().toString())
                .filter(it -> !LONG_FILES.containsKey(it))
                .sorted()
                .toList();

        assertThat(tooLong).isEmpty();
    }

    private static Stream<Path> sources(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(it -> it.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNullMarked(String name) {
        try {
            return Stream.of(Class.forName(name + ".package-info").getAnnotations())
                    .anyMatch(it -> it.annotationType().getSimpleName().equals("NullMarked"));
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, it -> it.getName().equals(name));
    }

    private static DescribedPredicate<JavaAccess<?>> isOf(String owner, Set<String> members) {
        return DescribedPredicate.describe(
                owner + members, it -> it.getTargetOwner().getName().equals(owner) && members.contains(it.getName()));
    }

    private static DescribedPredicate<JavaMethodCall> isClock() {
        return DescribedPredicate.describe("ask what time it is", it -> {
            String owner = it.getTargetOwner().getName();
            boolean now = it.getName().equals("now") && owner.startsWith("java.time.");
            boolean clock = owner.equals("java.time.Clock") && it.getName().startsWith("system");
            boolean withClock = it.getTarget().getRawParameterTypes().stream()
                    .anyMatch(type -> type.getName().equals("java.time.Clock"));
            return (now && !withClock) || clock;
        });
    }

    private static ArchCondition<JavaClass> implementOneScope() {
        return new ArchCondition<>("implement exactly one scope") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                long scopes = Stream.of(
                                FunctionRule.class,
                                EnvironmentRule.class,
                                PromotionRule.class,
                                DeployRule.class,
                                OutcomeRule.class,
                                FleetRule.class)
                        .filter(item::isAssignableTo)
                        .count();
                events.add(new SimpleConditionEvent(item, scopes == 1, item.getName() + " has " + scopes + " scopes"));
            }
        };
    }

    private static ArchCondition<JavaClass> haveNoState() {
        return new ArchCondition<>("have no state") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean stateless = item.getFields().stream()
                        .allMatch(it -> it.getModifiers().contains(JavaModifier.STATIC)
                                && it.getModifiers().contains(JavaModifier.FINAL));
                events.add(new SimpleConditionEvent(item, stateless, item.getName() + " has state"));
            }
        };
    }

    private static ArchCondition<JavaClass> haveOnlyFinalFields() {
        return new ArchCondition<>("have only final fields") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getFields().stream()
                        .filter(it -> !it.getModifiers().contains(JavaModifier.FINAL))
                        .forEach(it ->
                                events.add(SimpleConditionEvent.violated(item, it.getFullName() + " can change")));
            }
        };
    }

    /// Leaves out tests, whether they come from a folder or a jar.
    private static final class MainClasses implements ImportOption {

        @Override
        public boolean includes(Location location) {
            String place = location.toString().toLowerCase(Locale.ROOT);
            return !place.contains("/test-classes/") && !place.contains("-tests.jar");
        }
    }
}
