package dev.sluice.cli.lint;

import dev.sluice.cli.manifest.Finding;
import java.util.List;

/**
 * What came of a lint.
 *
 * @param findings in the order of files and lines
 * @param policies how many policies were looked at
 * @param ignored how many other documents there were
 */
public record LintReport(List<Finding> findings, int policies, int ignored) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }
}
