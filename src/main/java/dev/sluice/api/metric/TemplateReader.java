package dev.sluice.api.metric;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.section.Faults;
import dev.sluice.api.section.Section;
import dev.sluice.api.text.ApiVersion;
import dev.sluice.api.text.ObjectName;
import dev.sluice.core.metric.query.QueryTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one validator of templates: behind {@code sluice lint}, and behind the policies that use them. */
public final class TemplateReader {
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_NAME = 253;

    private TemplateReader() {}

    /**
     * Reads a template.
     *
     * @param object the whole object, {@code apiVersion} to {@code spec}
     */
    public static TemplateReading read(JsonNode object) {
        Faults faults = new Faults();
        Section root = Section.root(object, TemplateFields.ALL, faults);
        root.requiredWord("apiVersion", ApiVersion.CURRENT);
        root.require("kind", "write kind: " + TemplateKind.NAMESPACED.title());
        root.word("kind", TemplateKind.titles(), TemplateKind.NAMESPACED.title());
        root.required("metadata", "write at least metadata: {name: NAME}")
                .requiredText("name", "name the template", ObjectName.object(LONGEST_NAME)::check);
        Section spec = root.required("spec", "write at least query");
        MetricForm form = form(spec);
        return faults.isEmpty() ? new TemplateReading(form, List.of()) : new TemplateReading(null, faults.found());
    }

    private static @Nullable MetricForm form(Section spec) {
        spec.text("description", "", text -> Variable.checkLength(text, LONGEST_DESCRIPTION));
        List<Variable> variables = Variable.read(spec);
        List<String> names = variables.stream().map(Variable::name).toList();
        spec.require("query", "write a PromQL expression that gives one number");
        QueryTemplate query = QueryReader.read(spec, "query", names);
        QueryTemplate stableQuery = QueryReader.read(spec, "stableQuery", names);
        Judgement judged = Judgement.read(spec);
        if (query == null) {
            return null;
        }
        checkUse(spec, variables, query, stableQuery);
        return new MetricForm(query, stableQuery, variables, judged);
    }

    private static void checkUse(
            Section spec, List<Variable> variables, QueryTemplate query, @Nullable QueryTemplate stableQuery) {
        Set<String> used = new HashSet<>(query.variables());
        if (stableQuery != null) {
            used.addAll(stableQuery.variables());
        }
        for (Variable variable : variables) {
            if (!used.contains(variable.name())) {
                spec.fault(
                        "variables",
                        "has " + variable.name() + ", which no query names",
                        "write {{" + variable.name() + "}} where it belongs, or remove it");
            }
        }
    }
}
