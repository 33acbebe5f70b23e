package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Names, sizes and null-marking; the rest of the budgets is Checkstyle's (config/checkstyle.xml). */
final class HouseRules {

    static final int TYPES_IN_A_PACKAGE = 15;

    private static final Pattern EMPTY_NAMES =
            Pattern.compile("(Abstract|Base)([A-Z].*)?|.*(Util|Utils|Helper|Helpers|Manager|Impl|Data|Info)");

    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .should(ArchCondition.from(nameMatches(EMPTY_NAMES)))
            .because("such a name tells that nobody found out what the type is for");

    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("a test that sleeps is slow or flaky, and a controller that sleeps is deaf");

    static final ArchRule PACKAGES_ARE_SMALL = all(packages()).should(haveFewTopLevelTypes());

    static final ArchRule PACKAGES_ARE_NULL_MARKED = all(packages()).should(beNullMarked());

    private HouseRules() {}

    private static DescribedPredicate<JavaClass> nameMatches(Pattern pattern) {
        return describe(
                "have a name like " + pattern,
                javaClass -> pattern.matcher(javaClass.getSimpleName()).matches());
    }

    private static ClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<>("packages with types") {
            @Override
            public Iterable<JavaPackage> doTransform(JavaClasses classes) {
                return classes.stream().map(JavaClass::getPackage).distinct().toList();
            }
        };
    }

    private static ArchCondition<JavaPackage> haveFewTopLevelTypes() {
        return condition("have at most " + TYPES_IN_A_PACKAGE + " top-level types", (javaPackage, events) -> {
            long types = javaPackage.getClasses().stream()
                    .filter(HouseRules::isTopLevelType)
                    .count();
            events.add(new SimpleConditionEvent(
                    javaPackage, types <= TYPES_IN_A_PACKAGE, javaPackage.getName() + " has " + types + " types"));
        });
    }

    private static ArchCondition<JavaPackage> beNullMarked() {
        return condition("have a package-info.java with @NullMarked", (javaPackage, events) -> {
            boolean isMarked = javaPackage.isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(javaPackage, isMarked, javaPackage.getName() + " is not @NullMarked"));
        });
    }

    private static boolean isTopLevelType(JavaClass javaClass) {
        return javaClass.isTopLevelClass()
                && !javaClass.isArray()
                && !javaClass.getSimpleName().equals("package-info");
    }

    private static ArchCondition<JavaPackage> condition(String description, PackageCheck check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaPackage javaPackage, ConditionEvents events) {
                check.look(javaPackage, events);
            }
        };
    }

    private interface PackageCheck {
        void look(JavaPackage javaPackage, ConditionEvents events);
    }
}
