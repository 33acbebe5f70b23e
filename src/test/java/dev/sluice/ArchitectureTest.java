package dev.sluice;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the code against the rules. That the rules themselves can fail is shown by {@link ArchitectureRulesFireTest}. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule jdkAndJspecifyOnly = PackageArrows.CORE_DEPENDS_ON_THE_JDK_AND_JSPECIFY_ONLY;

    @ArchTest
    static final ArchRule judge = PackageArrows.JUDGE_SEES_METRIC_ONLY;

    @ArchTest
    static final ArchRule metric = PackageArrows.METRIC_SEES_NOTHING;

    @ArchTest
    static final ArchRule ports = PackageArrows.PORTS_SEE_PLAIN_TYPES_ONLY;

    @ArchTest
    static final ArchRule api = PackageArrows.API_SEES_CORE_ONLY;

    @ArchTest
    static final ArchRule kube = PackageArrows.KUBE_SEES_CORE_ONLY;

    @ArchTest
    static final ArchRule sim = PackageArrows.SIM_SEES_API_CORE_AND_KUBE_ONLY;

    @ArchTest
    static final ArchRule adapters = PackageArrows.ADAPTERS_SEE_PORTS_AND_KUBE_ONLY;

    @ArchTest
    static final ArchRule adaptersApart = PackageArrows.ADAPTERS_DO_NOT_SEE_EACH_OTHER;

    @ArchTest
    static final ArchRule onlyWiring = PackageArrows.ONLY_WIRING_NAMES_ADAPTERS;

    @ArchTest
    static final ArchRule operator = PackageArrows.OPERATOR_SEES_API_CORE_AND_KUBE_ONLY;

    @ArchTest
    static final ArchRule wiring = PackageArrows.WIRING_DOES_NOT_SEE_CLI_WEB_OR_SIM;

    @ArchTest
    static final ArchRule web = PackageArrows.WEB_SEES_OPERATOR_API_AND_CORE_ONLY;

    @ArchTest
    static final ArchRule cli = PackageArrows.NOBODY_SEES_THE_CLI;

    @ArchTest
    static final ArchRule fabric8 = PackageArrows.FABRIC8_STAYS_IN_ITS_PACKAGES;

    @ArchTest
    static final ArchRule cycles = PackageArrows.NO_PACKAGE_CYCLES;

    @ArchTest
    static final ArchRule noIo = CorePurity.CORE_DOES_NO_IO;

    @ArchTest
    static final ArchRule noClock = CorePurity.CORE_HOLDS_NO_CLOCK_AND_NO_DICE;

    @ArchTest
    static final ArchRule noTimeOrChance = CorePurity.CORE_NEVER_ASKS_TIME_CHANCE_OR_SURROUNDINGS;

    @ArchTest
    static final ArchRule immutable = CorePurity.CORE_HAS_NO_MUTABLE_FIELD;

    @ArchTest
    static final ArchRule names = HouseRules.NAMES_SAY_WHAT_A_TYPE_IS;

    @ArchTest
    static final ArchRule sleepless = HouseRules.NOBODY_SLEEPS;

    @ArchTest
    static final ArchRule smallPackages = HouseRules.PACKAGES_ARE_SMALL;

    @ArchTest
    static final ArchRule nullMarked = HouseRules.PACKAGES_ARE_NULL_MARKED;
}
