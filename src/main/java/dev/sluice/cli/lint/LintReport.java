package dev.sluice.cli.lint;

import dev.sluice.cli.manifest.Finding;
import dev.sluice.core.policy.ReleasePlan;
import java.util.List;

/**
 * What came of a lint.
 *
 * @param findings in the order of files and lines
 * @param policies how many policies were looked at
 * @param templates how many templates of metrics
 * @param ignored how many other documents there were
 * @param plans of the policies that are valid by themselves
 */
public record LintReport(List<Finding> findings, int policies, int templates, int ignored, List<ReleasePlan> plans) {
    public LintReport {
        findings = List.copyOf(findings);
        plans = List.copyOf(plans);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }
}
