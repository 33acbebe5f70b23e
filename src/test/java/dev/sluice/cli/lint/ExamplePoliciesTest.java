package dev.sluice.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.manifest.Source;
import dev.sluice.cli.manifest.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files that teams copy are valid, one by one and together. */
class ExamplePoliciesTest {
    private static final Pattern COMMENTED_FIELD = Pattern.compile("(?m)^( *)# ( *)(\\w+:( .*)?)$");

    @Test
    void every_example_is_valid() throws IOException {
        List<Source> sources = read("policies");

        assertThat(sources).hasSizeGreaterThanOrEqualTo(9);
        for (Source source : sources) {
            LintReport report = Linter.lint(List.of(source));
            assertThat(report.findings()).isEmpty();
            assertThat(report.policies()).isEqualTo(1);
        }
    }

    @Test
    void fields_that_are_commented_out_are_valid_too() throws IOException {
        for (Source source : read("policies")) {
            String text = COMMENTED_FIELD.matcher(source.text()).replaceAll("$1$2$3");

            assertThat(Linter.lint(List.of(new Source(source.name(), text))).findings())
                    .isEmpty();
        }
    }

    @Test
    void the_examples_go_with_each_other() throws IOException {
        assertThat(Linter.lint(read("policies")).findings()).isEmpty();
    }

    private static List<Source> read(String directory) throws IOException {
        return Sources.read(List.of(directory), InputStream.nullInputStream());
    }
}
