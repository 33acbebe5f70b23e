package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.operator.record.ConditionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The conditions that people read about are those that the code sets. */
final class DocumentedConditionsTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sluice");

    @Test
    void every_condition_is_explained() throws IOException {
        assertThat(firstColumn("# Conditions"))
                .containsExactlyElementsOf(Stream.of(ConditionType.values())
                        .map(ConditionType::title)
                        .toList());
    }

    @Test
    void the_reasons_at_rest_are_explained() throws IOException {
        assertThat(firstColumn("## Ready, Progressing, Stalled"))
                .containsExactlyInAnyOrderElementsOf(titles(ConditionType.atRest()));
    }

    @ParameterizedTest
    @EnumSource(names = {"VALID", "BYPASSED", "METRICS", "WARNINGS"})
    void the_reasons_of_a_condition_are_explained(ConditionType condition) throws IOException {
        assertThat(firstColumn("## " + condition.title()))
                .containsExactlyInAnyOrderElementsOf(titles(condition.reasons()));
    }

    /** A reason that is used elsewhere than it is documented, or nowhere, has been forgotten in the tables. */
    @Test
    void releases_have_the_reasons_of_releases_and_policies_have_theirs() {
        Set<ReasonCode> ofPolicies = EnumSet.of(ReasonCode.GONE);
        ofPolicies.addAll(ConditionType.atRest());
        for (ConditionType condition : EnumSet.range(ConditionType.VALID, ConditionType.WARNINGS)) {
            ofPolicies.addAll(condition.reasons());
        }

        assertThat(used(in -> in.startsWith("dev.sluice.core."))).isEqualTo(ConditionType.ofReleases());
        assertThat(used(in -> in.equals("dev.sluice.operator"))).isEqualTo(ofPolicies);
    }

    /** The reasons that code in such packages names. */
    private static Set<ReasonCode> used(Predicate<String> isPackage) {
        return OURS.stream()
                .filter(type -> isPackage.test(type.getPackageName()) && !type.isEquivalentTo(ReasonCode.class))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(ReasonCode.class))
                .map(access -> ReasonCode.valueOf(access.getTarget().getName()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ReasonCode.class)));
    }

    private static List<String> titles(Collection<ReasonCode> reasons) {
        return reasons.stream().map(ReasonCode::title).toList();
    }

    /** The first column of the first table under a heading; every other cell must say something. */
    private static List<String> firstColumn(String heading) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/reference/conditions.md")).stream()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.startsWith("|"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> first = new ArrayList<>();
        for (String row : rows) {
            List<String> cells =
                    Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
            assertThat(cells.subList(1, cells.size() - 1)).as(row).noneMatch(String::isEmpty);
            first.add(cells.get(1));
        }
        return first;
    }
}
