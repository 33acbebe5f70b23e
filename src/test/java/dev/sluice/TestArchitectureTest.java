package dev.sluice;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules that tests keep too. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.OnlyIncludeTests.class)
final class TestArchitectureTest {

    @ArchTest
    static final ArchRule names = HouseRules.NAMES_SAY_WHAT_A_TYPE_IS;

    @ArchTest
    static final ArchRule sleepless = HouseRules.NOBODY_SLEEPS;
}
