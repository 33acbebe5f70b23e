package dev.sluice.cli.lint;

import dev.sluice.api.reader.Defaults;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.api.text.Nearest;
import dev.sluice.api.text.Wording;
import dev.sluice.cli.manifest.Document;
import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Resource;
import dev.sluice.cli.manifest.Source;
import dev.sluice.cli.manifest.YamlFile;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.ReleasePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks the policies in some files: each by itself, with each other, and with the objects that they name. */
public final class Linter {
    private static final String GROUP = "sluice.dev";
    private static final Comparator<Finding> BY_LINE = Comparator.comparingInt(Finding::line);

    private final PolicyReader reader = new PolicyReader(Defaults.STANDARD);
    private final List<Finding> findings = new ArrayList<>();
    private final List<Resource> others = new ArrayList<>();
    private final List<LintedPolicy> plans = new ArrayList<>();
    private int policies;
    private int ignored;

    private Linter() {}

    /** Checks these files. */
    public static LintReport lint(List<Source> sources) {
        Linter linter = new Linter();
        sources.forEach(linter::read);
        linter.findings.addAll(Conflicts.among(linter.plans));
        RelatedObjects related = new RelatedObjects(linter.others);
        linter.plans.forEach(policy -> linter.findings.addAll(related.check(policy)));
        return new LintReport(
                linter.inOrder(sources),
                linter.policies,
                linter.ignored,
                linter.plans.stream().map(LintedPolicy::plan).toList());
    }

    private List<Finding> inOrder(List<Source> sources) {
        List<Finding> sorted = new ArrayList<>();
        for (Source source : sources) {
            findings.stream()
                    .filter(finding -> finding.file().equals(source.name()))
                    .distinct()
                    .sorted(BY_LINE)
                    .forEach(sorted::add);
        }
        return sorted;
    }

    private void read(Source source) {
        boolean mentionsUs = source.text().contains(GROUP + "/");
        YamlFile file = YamlFile.parse(source);
        file.resources().forEach(this::sort);
        int brace = source.text().indexOf("{{");
        if (file.faults().isEmpty() || brace < 0) {
            findings.addAll(file.faults());
        } else if (mentionsUs) {
            int line = (int) source.text().substring(0, brace).lines().count();
            findings.add(template(source, Math.max(1, line)));
        } else {
            ignored++;
        }
    }

    private static Finding template(Source source, int line) {
        return Finding.of(
                source.name(),
                line,
                "the document",
                "is a template ({{ }}), not yet YAML",
                "render it first, for instance: helm template CHART | sluice lint -");
    }

    private void sort(Resource resource) {
        if (resource.tree().isNull()) {
            return;
        }
        if (!isOurs(resource)) {
            ignored++;
            others.add(resource);
        } else if (resource.kind().equals("Release")) {
            ignored++;
        } else {
            policies++;
            check(resource);
        }
    }

    /** A policy counts as one also where its group is missing or misspelt. */
    private static boolean isOurs(Resource resource) {
        return resource.group().equals(GROUP)
                || (resource.kind().equals(PolicyReader.KIND)
                        && (resource.group().isEmpty() || resource.group().contains("sluice")));
    }

    private void check(Resource resource) {
        Document document = resource.document();
        if (document.templateLine() > 0) {
            findings.add(template(document.source(), document.templateLine()));
            return;
        }
        if (!resource.kind().equals(PolicyReader.KIND) && resource.tree().has("kind")) {
            findings.add(wrongKind(resource));
            return;
        }
        findings.addAll(document.faults());
        List<FieldError> errors = reader.read(resource.tree()).fold(plan -> add(resource, plan), faults -> faults);
        errors.forEach(error -> findings.add(resource.finding(error.path(), error.problem(), error.remedy())));
    }

    private List<FieldError> add(Resource resource, ReleasePlan plan) {
        plans.add(new LintedPolicy(resource, plan));
        return List.of();
    }

    private static Finding wrongKind(Resource resource) {
        String kind = resource.kind();
        if (kind.equals("ReleaseGuardrail")) {
            return resource.finding("kind", "ReleaseGuardrail is not in this version", "remove this document");
        }
        return resource.finding(
                "kind",
                Wording.quote(kind) + " is unknown",
                Nearest.to(kind, List.of(PolicyReader.KIND))
                        .map(near -> "did you mean " + near + "?")
                        .orElse("write " + PolicyReader.KIND));
    }
}
