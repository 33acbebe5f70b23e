package dev.sluice.cli.lint;

import dev.sluice.api.metric.TemplateKind;
import dev.sluice.api.metric.TemplateReader;
import dev.sluice.api.reader.Defaults;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.api.text.ApiVersion;
import dev.sluice.api.text.Nearest;
import dev.sluice.api.text.Wording;
import dev.sluice.cli.manifest.Document;
import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Neighbours;
import dev.sluice.cli.manifest.Resource;
import dev.sluice.cli.manifest.Source;
import dev.sluice.cli.manifest.TemplateExpression;
import dev.sluice.cli.manifest.YamlFile;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.ReleasePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Checks the policies in some files: each by itself, with each other, and with the objects that they name. */
public final class Linter {
    private static final List<String> KINDS =
            List.of(PolicyReader.KIND, TemplateKind.NAMESPACED.title(), TemplateKind.CLUSTER.title());
    private static final Comparator<Finding> BY_LINE = Comparator.comparingInt(Finding::line);

    private final List<Resource> policies = new ArrayList<>();
    private final List<Resource> templates = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Resource> others = new ArrayList<>();
    private final List<LintedPolicy> plans = new ArrayList<>();
    private int ignored;

    private Linter() {}

    /** Checks these files. */
    public static LintReport lint(List<Source> sources) {
        Linter linter = new Linter();
        sources.forEach(linter::read);
        linter.check();
        linter.findings.addAll(Conflicts.among(linter.plans));
        RelatedObjects related = new RelatedObjects(linter.others);
        linter.plans.forEach(policy -> linter.findings.addAll(related.check(policy)));
        return new LintReport(
                linter.inOrder(sources),
                linter.policies.size(),
                linter.templates.size(),
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
        boolean mentionsUs = source.text().contains(ApiVersion.GROUP + "/");
        YamlFile file = YamlFile.parse(source);
        file.resources().forEach(this::sort);
        int line = TemplateExpression.firstLine(source.text());
        if (file.faults().isEmpty() || line == 0) {
            findings.addAll(file.faults());
        } else if (mentionsUs) {
            findings.add(template(source, line));
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
            (isTemplate(resource) ? templates : policies).add(resource);
        }
    }

    /** An object counts as one of ours also where its group is missing or misspelt. */
    private static boolean isOurs(Resource resource) {
        return resource.group().equals(ApiVersion.GROUP)
                || (KINDS.contains(resource.kind())
                        && (resource.group().isEmpty() || resource.group().contains("sluice")));
    }

    private static boolean isTemplate(Resource resource) {
        return TemplateKind.titles().contains(resource.kind());
    }

    /** Policies may name templates that stand behind them, so all files are read before. */
    private void check() {
        Neighbours neighbours = new Neighbours(templates);
        templates.forEach(template -> check(template, this::checkTemplate));
        policies.forEach(policy -> check(policy, one -> checkPolicy(one, neighbours)));
    }

    private void check(Resource resource, Function<Resource, List<FieldError>> check) {
        Document document = resource.document();
        if (document.templateLine() > 0) {
            findings.add(template(document.source(), document.templateLine()));
            return;
        }
        findings.addAll(document.faults());
        check.apply(resource)
                .forEach(error -> findings.add(resource.finding(error.path(), error.problem(), error.remedy())));
    }

    private List<FieldError> checkTemplate(Resource template) {
        return TemplateReader.read(template.tree()).errors();
    }

    private List<FieldError> checkPolicy(Resource policy, Neighbours neighbours) {
        if (!policy.kind().equals(PolicyReader.KIND) && policy.tree().has("kind")) {
            return List.of(wrongKind(policy.kind()));
        }
        return new PolicyReader(Defaults.STANDARD, new FileTemplates(neighbours, policy))
                .read(policy.tree())
                .fold(plan -> add(policy, plan), faults -> faults);
    }

    private List<FieldError> add(Resource resource, ReleasePlan plan) {
        plans.add(new LintedPolicy(resource, plan));
        return List.of();
    }

    private static FieldError wrongKind(String kind) {
        if (kind.equals("ReleaseGuardrail")) {
            return new FieldError("kind", "ReleaseGuardrail is not in this version", "remove this document");
        }
        return new FieldError(
                "kind",
                Wording.quote(kind) + " is unknown",
                Nearest.to(kind, KINDS)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("write " + String.join(" or ", KINDS)));
    }
}
