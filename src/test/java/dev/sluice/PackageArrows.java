package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.stream.Stream;

/** Who may see whom: the package arrows of ARCHITECTURE.md, rule by rule in the same words. */
final class PackageArrows {

    private static final String API = "dev.sluice.api..";
    private static final String CORE = "dev.sluice.core..";
    private static final String KUBE = "dev.sluice.kube..";
    private static final String OPERATOR = "dev.sluice.operator..";
    private static final String WIRING = "dev.sluice.operator.wiring..";
    private static final String PORTS_AND_THEIR_TYPES = "dev.sluice.core.[port|policy|workload|traffic|metric]..";
    private static final String ADAPTERS = "dev.sluice.[traffic|workload|metrics|probe|checks|notify]..";

    static final ArchRule CORE_DEPENDS_ON_THE_JDK_AND_JSPECIFY_ONLY = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", "org.jspecify..")
            .allowEmptyShould(true);

    static final ArchRule JUDGE_SEES_METRIC_ONLY = ours("dev.sluice.core.judge..", "dev.sluice.core.[judge|metric]..");

    static final ArchRule METRIC_SEES_NOTHING = ours("dev.sluice.core.metric..", "dev.sluice.core.metric..");

    static final ArchRule PORTS_SEE_PLAIN_TYPES_ONLY = ours("dev.sluice.core.port..", PORTS_AND_THEIR_TYPES);

    static final ArchRule API_SEES_CORE_ONLY = ours("dev.sluice.api..", API, CORE);

    static final ArchRule KUBE_SEES_CORE_ONLY = ours("dev.sluice.kube..", KUBE, CORE);

    static final ArchRule SIM_SEES_API_CORE_AND_KUBE_ONLY =
            ours("dev.sluice.sim..", "dev.sluice.sim..", API, CORE, KUBE);

    static final ArchRule ADAPTERS_SEE_PORTS_AND_KUBE_ONLY = ours(ADAPTERS, ADAPTERS, PORTS_AND_THEIR_TYPES, KUBE);

    static final ArchRule ADAPTERS_DO_NOT_SEE_EACH_OTHER =
            slices().assignedFrom(adapters()).should().notDependOnEachOther().allowEmptyShould(true);

    static final ArchRule ONLY_WIRING_NAMES_ADAPTERS = noClasses()
            .that(not(resideInAnyPackage(ADAPTERS, WIRING)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ADAPTERS)
            .allowEmptyShould(true);

    static final ArchRule OPERATOR_SEES_API_CORE_AND_KUBE_ONLY = noClasses()
            .that(resideInAPackage(OPERATOR).and(not(resideInAPackage(WIRING))))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.sluice..")
                    .and(not(resideInAnyPackage(OPERATOR, API, CORE, KUBE)).or(resideInAPackage(WIRING))))
            .allowEmptyShould(true);

    static final ArchRule WIRING_DOES_NOT_SEE_CLI_WEB_OR_SIM = noneOf(WIRING, "dev.sluice.[cli|web|sim]..");

    static final ArchRule WEB_SEES_OPERATOR_API_AND_CORE_ONLY =
            ours("dev.sluice.web..", "dev.sluice.web..", OPERATOR, API, CORE);

    static final ArchRule NOBODY_SEES_THE_CLI = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sluice.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sluice.cli..")
            .allowEmptyShould(true);

    static final ArchRule FABRIC8_STAYS_IN_ITS_PACKAGES = noClasses()
            .that()
            .resideOutsideOfPackages(
                    API, OPERATOR, KUBE, "dev.sluice.workload.kube..", "dev.sluice.[traffic|sim|cli]..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..")
            .allowEmptyShould(true);

    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.sluice.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    private PackageArrows() {}

    private static ArchRule noneOf(String from, String to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(to)
                .allowEmptyShould(true);
    }

    /** Of Sluice's own packages, those in {@code from} may see only {@code allowed}; libraries are another rule's. */
    private static ArchRule ours(String from, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sluice..").and(not(resideInAnyPackage(allowed))))
                .as("classes in " + from + " see of Sluice only " + String.join(", ", allowed))
                .allowEmptyShould(true);
    }

    /** One slice an adapter package and its subpackages: traffic.istio, workload.kube, metrics.prometheus … */
    private static SliceAssignment adapters() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                if (!resideInAPackage(ADAPTERS).test(javaClass)) {
                    return SliceIdentifier.ignore();
                }
                return SliceIdentifier.of(Stream.of(javaClass.getPackageName().split("\\.", -1))
                        .limit(4)
                        .toList());
            }

            @Override
            public String getDescription() {
                return "adapters";
            }
        };
    }
}
