package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles small offenders and sees each rule catch its own: a rule that cannot fail protects nothing. */
final class ArchitectureRulesFireTest {

    private static final Pattern TYPE = Pattern.compile("(?:class|record) (\\w+)");
    private static final String EVENT = "package dev.sluice.core.release; public record Event(int weight) {}";
    private static final String EVENT_TYPE = "core.release.Event";
    private static final String ROUTER = "package dev.sluice.traffic.istio; public class Router {}";
    private static final String COMMAND = "package dev.sluice.cli; public class Command {}";

    private static final String ROUTER_TYPE = "traffic.istio.Router";
    private static final String PARTS = "package dev.sluice.operator.wiring; public class Parts {}";
    private static final String PARTS_TYPE = "operator.wiring.Parts";

    @TempDir
    Path directory;

    static Stream<Arguments> arrows_into_the_core() {
        return Stream.of(
                arguments(
                        PackageArrows.CORE_DEPENDS_ON_THE_JDK_AND_JSPECIFY_ONLY,
                        of(inCore("Object o = new picocli.CommandLine(this);"))),
                arguments(PackageArrows.JUDGE_SEES_METRIC_ONLY, of(EVENT, uses("core.judge", EVENT_TYPE))),
                arguments(PackageArrows.METRIC_SEES_NOTHING, of(EVENT, uses("core.metric", EVENT_TYPE))),
                arguments(PackageArrows.PORTS_SEE_PLAIN_TYPES_ONLY, of(EVENT, uses("core.port", EVENT_TYPE))),
                arguments(PackageArrows.ADAPTERS_SEE_PORTS_AND_KUBE_ONLY, of(EVENT, uses("workload.kube", EVENT_TYPE))),
                arguments(PackageArrows.NO_PACKAGE_CYCLES, cycle()));
    }

    static Stream<Arguments> arrows_between_the_outer_packages() {
        return Stream.of(
                arguments(PackageArrows.API_SEES_CORE_ONLY, of(COMMAND, uses("api.v1alpha1", "cli.Command"))),
                arguments(PackageArrows.KUBE_SEES_CORE_ONLY, of(COMMAND, uses("kube", "cli.Command"))),
                arguments(PackageArrows.SIM_SEES_API_CORE_AND_KUBE_ONLY, of(ROUTER, uses("sim", ROUTER_TYPE))),
                arguments(
                        PackageArrows.ADAPTERS_SEE_PORTS_AND_KUBE_ONLY,
                        of(COMMAND, uses("metrics.p8s", "cli.Command"))),
                arguments(PackageArrows.ADAPTERS_DO_NOT_SEE_EACH_OTHER, of(ROUTER, uses("traffic.smi", ROUTER_TYPE))),
                arguments(PackageArrows.ONLY_WIRING_NAMES_ADAPTERS, of(ROUTER, uses("operator", ROUTER_TYPE))),
                arguments(PackageArrows.OPERATOR_SEES_API_CORE_AND_KUBE_ONLY, of(PARTS, uses("operator", PARTS_TYPE))),
                arguments(
                        PackageArrows.WIRING_DOES_NOT_SEE_CLI_WEB_OR_SIM,
                        of(COMMAND, uses("operator.wiring", "cli.Command"))),
                arguments(PackageArrows.WEB_SEES_OPERATOR_API_AND_CORE_ONLY, of(ROUTER, uses("web", ROUTER_TYPE))),
                arguments(PackageArrows.NOBODY_SEES_THE_CLI, of(COMMAND, uses("operator", "cli.Command"))),
                arguments(
                        PackageArrows.FABRIC8_STAYS_IN_ITS_PACKAGES,
                        of("package dev.sluice.web; class X { io.fabric8.kubernetes.api.model.Pod pod; }")));
    }

    static Stream<Arguments> habits() {
        return Stream.of(
                arguments(CorePurity.CORE_DOES_NO_IO, of(inCore("System.out.println();"))),
                arguments(CorePurity.CORE_HOLDS_NO_CLOCK_AND_NO_DICE, of(inCore("new java.util.Random(1).nextInt();"))),
                arguments(
                        CorePurity.CORE_NEVER_ASKS_TIME_CHANCE_OR_SURROUNDINGS,
                        of(inCore("java.util.function.Supplier<?> now = java.time.Instant::now;"))),
                arguments(
                        CorePurity.CORE_HAS_NO_MUTABLE_FIELD,
                        of("package dev.sluice.core.release; class X { int n; }")),
                arguments(HouseRules.NAMES_SAY_WHAT_A_TYPE_IS, of("package dev.sluice.web; class StringUtils {}")),
                arguments(HouseRules.NAMES_SAY_WHAT_A_TYPE_IS, of("package dev.sluice.web; class BasePage {}")),
                arguments(
                        HouseRules.NOBODY_SLEEPS,
                        of("package dev.sluice.web; class X { void m() throws Exception { Thread.sleep(1); } }")),
                arguments(HouseRules.PACKAGES_ARE_SMALL, tooMany()),
                arguments(HouseRules.PACKAGES_ARE_NULL_MARKED, of("package dev.sluice.web; class X {}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"arrows_into_the_core", "arrows_between_the_outer_packages", "habits"})
    void a_rule_catches_its_offender(ArchRule rule, List<String> sources) throws IOException {
        JavaClasses classes = compiled(sources);

        assertThatThrownBy(() -> rule.check(classes)).isInstanceOf(AssertionError.class);
    }

    @Test
    void plain_code_of_the_core_passes_every_rule_about_the_core() throws IOException {
        JavaClasses classes = compiled(of(
                "@org.jspecify.annotations.NullMarked package dev.sluice.core.release;",
                "package dev.sluice.core.release; import java.util.*; public record Baseline(List<String> names) {"
                        + " public Baseline { names = List.copyOf(names); }"
                        + " double[] weights() { return names.stream().mapToDouble(String::length).toArray(); }"
                        + " static final class Wrong extends RuntimeException {"
                        + " private static final long serialVersionUID = 1; } }"));

        List.of(
                        PackageArrows.CORE_DEPENDS_ON_THE_JDK_AND_JSPECIFY_ONLY,
                        CorePurity.CORE_DOES_NO_IO,
                        CorePurity.CORE_HOLDS_NO_CLOCK_AND_NO_DICE,
                        CorePurity.CORE_NEVER_ASKS_TIME_CHANCE_OR_SURROUNDINGS,
                        CorePurity.CORE_HAS_NO_MUTABLE_FIELD,
                        HouseRules.NAMES_SAY_WHAT_A_TYPE_IS,
                        HouseRules.PACKAGES_ARE_SMALL,
                        HouseRules.PACKAGES_ARE_NULL_MARKED)
                .forEach(rule -> rule.check(classes));
    }

    @Test
    void arrays_of_a_type_are_no_further_types() throws IOException {
        JavaClasses classes = compiled(IntStream.range(0, HouseRules.TYPES_IN_A_PACKAGE)
                .mapToObj(n -> "package dev.sluice.web; class Page" + n + " { Page" + n + "[] pages; }")
                .toList());

        HouseRules.PACKAGES_ARE_SMALL.check(classes);
    }

    private static List<String> of(String... sources) {
        return List.of(sources);
    }

    private static String uses(String inPackage, String type) {
        return "package dev.sluice." + inPackage + "; class User { dev.sluice." + type + " used; }";
    }

    private static String inCore(String statement) {
        return "package dev.sluice.core.release; class Offender { void m() { " + statement + " } }";
    }

    private static List<String> cycle() {
        return of(
                "package dev.sluice.core.policy; public class Plan { dev.sluice.core.traffic.Split split; }",
                "package dev.sluice.core.traffic; public class Split { dev.sluice.core.policy.Plan plan; }");
    }

    private static List<String> tooMany() {
        return IntStream.rangeClosed(0, HouseRules.TYPES_IN_A_PACKAGE)
                .mapToObj(n -> "package dev.sluice.web; class Page" + n + " {}")
                .toList();
    }

    private JavaClasses compiled(List<String> sources) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", directory.toString(), "-cp", System.getProperty("java.class.path")));
        for (int i = 0; i < sources.size(); i++) {
            Path folder = Files.createDirectories(directory.resolve("source" + i));
            arguments.add(Files.writeString(folder.resolve(fileName(sources.get(i))), sources.get(i))
                    .toString());
        }
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, problems, arguments.toArray(String[]::new));
        assertThat(exit).as(problems.toString(StandardCharsets.UTF_8)).isZero();
        return new ClassFileImporter().importPath(directory);
    }

    private static String fileName(String source) {
        Matcher type = TYPE.matcher(source);
        return (type.find() ? type.group(1) : "package-info") + ".java";
    }
}
