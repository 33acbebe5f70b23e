package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What makes {@code core} pure: the same input gives the same answer, after every crash and in every test. */
final class CorePurity {

    private static final String CORE = "dev.sluice.core..";

    private static final DescribedPredicate<JavaClass> OUTSIDE_WORLD = resideInAnyPackage(
                    "java.io..", "java.net..", "java.nio.channels..", "java.nio.file..", "java.util.logging..")
            .and(not(named("java.io.Serializable")))
            .or(named(
                    "java.lang.System$Logger",
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.Runtime",
                    "java.lang.Thread"))
            .as("do I/O, log, or start something");

    private static final DescribedPredicate<JavaClass> CLOCKS_AND_DICE = resideInAnyPackage("java.util.random..")
            .or(named(
                    "java.time.Clock",
                    "java.time.InstantSource",
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.security.SecureRandom"))
            .as("are clocks or dice");

    private static final Set<String> IMPURE_CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.exit",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.time.ZoneId.systemDefault",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalTime.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now");

    static final ArchRule CORE_DOES_NO_IO = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(OUTSIDE_WORLD)
            .allowEmptyShould(true);

    static final ArchRule CORE_HOLDS_NO_CLOCK_AND_NO_DICE = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(CLOCKS_AND_DICE)
            .allowEmptyShould(true);

    static final ArchRule CORE_NEVER_ASKS_TIME_CHANCE_OR_SURROUNDINGS = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .accessTargetWhere(oneOf(IMPURE_CALLS))
            .allowEmptyShould(true);

    static final ArchRule CORE_HAS_NO_MUTABLE_FIELD = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage(CORE)
            .should()
            .beFinal()
            .allowEmptyShould(true);

    private CorePurity() {}

    private static DescribedPredicate<JavaClass> named(String... names) {
        Set<String> wanted = Set.of(names);
        return describe("named " + wanted, javaClass -> wanted.contains(javaClass.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> oneOf(Set<String> members) {
        return describe(
                "is the clock, chance or the environment",
                access -> members.contains(access.getTarget().getOwner().getName() + "."
                        + access.getTarget().getName()));
    }
}
