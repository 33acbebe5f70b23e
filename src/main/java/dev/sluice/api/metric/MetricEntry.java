package dev.sluice.api.metric;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.section.Section;
import dev.sluice.api.text.Fault;
import dev.sluice.api.text.Nearest;
import dev.sluice.api.text.ObjectName;
import dev.sluice.api.text.Wording;
import dev.sluice.core.metric.query.QueryTemplate;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.MetricPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one metric of a policy: with a query of its own, or by a template. */
record MetricEntry(Section entry, Versions versions, boolean hasFreshBaseline, MetricTemplates templates) {
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_TEMPLATE = 253;

    /**
     * Reads it.
     *
     * @param names of the metrics before it; its own is added
     * @return null when something is wrong with it, or its template was not to be seen
     */
    @Nullable
    MetricPlan read(Set<String> names) {
        String name = entry.requiredText("name", "name the metric", ObjectName.service(LONGEST_NAME)::check);
        if (!name.isEmpty() && !names.add(name)) {
            entry.fault("name", Wording.quote(name) + " is there twice", "give each metric a name of its own");
        }
        Judgement judged = Judgement.read(entry);
        return entry.has("template") ? byTemplate(name, judged) : byQuery(name, judged);
    }

    private @Nullable MetricPlan byQuery(String name, Judgement judged) {
        QueryTemplate query = QueryReader.read(entry, "query", List.of());
        QueryTemplate stableQuery = QueryReader.read(entry, "stableQuery", List.of());
        if (!entry.has("query") && entry.isThere()) {
            entry.fault("query", "is missing", "write a PromQL expression that gives one number, or name a template");
        }
        if (entry.has("variables")) {
            entry.fault("variables", "belongs to a template", "write the values into the query, or name a template");
        }
        if (entry.has("stableQuery") && judged.limit() != null && !entry.has("compare")) {
            entry.fault("stableQuery", "is never asked, as nothing is compared", "remove it, or write compare");
        }
        if (query == null) {
            return null;
        }
        checkJudged(judged, "has neither limit nor compare");
        return plan(name, "query", new MetricForm(query, stableQuery, List.of(), judged), Map.of());
    }

    private @Nullable MetricPlan byTemplate(String name, Judgement judged) {
        for (String field : List.of("query", "stableQuery")) {
            if (entry.has(field)) {
                entry.fault(field, "is there beside template", "keep one of the two");
            }
        }
        TemplateRef ref = ref(entry.section("template"));
        Section values = entry.section("variables");
        Map<String, String> given = new HashMap<>();
        values.names().forEach(key -> given.put(key, values.text(key, "", Variable::checkValue)));
        if (ref == null) {
            return null;
        }
        MetricForm form = form(ref);
        if (form == null || !isComplete(ref, form, given)) {
            return null;
        }
        Judgement whole = judged.orElse(form.judged());
        checkJudged(whole, "has neither limit nor compare, nor does " + ref + " have one");
        MetricForm judgedForm = new MetricForm(form.query(), form.stableQuery(), form.variables(), whole);
        return plan(name, "template", judgedForm, given);
    }

    private @Nullable TemplateRef ref(Section template) {
        String kind = template.word("kind", TemplateKind.titles(), TemplateKind.NAMESPACED.title());
        String name =
                template.requiredText("name", "write the template's name", ObjectName.object(LONGEST_TEMPLATE)::check);
        return name.isEmpty() ? null : new TemplateRef(TemplateKind.of(kind), versions.namespace(), name);
    }

    private @Nullable MetricForm form(TemplateRef ref) {
        Optional<JsonNode> object = templates.find(ref);
        if (object.isEmpty()) {
            if (templates.isWhole()) {
                fault("template", new Fault("there is no " + ref, "create it, or write the name of one that is there"));
            }
            return null;
        }
        TemplateReading reading = TemplateReader.read(object.get());
        if (!reading.errors().isEmpty()) {
            FieldError first = reading.errors().get(0);
            fault(
                    "template",
                    new Fault(
                            ref + " is invalid: " + first.path() + ": " + first.problem(),
                            "mend the template: " + first.remedy()));
        }
        return reading.form();
    }

    /** Whether the policy gives what the template's variables need, and nothing else. */
    private boolean isComplete(TemplateRef ref, MetricForm form, Map<String, String> given) {
        List<String> known = form.variables().stream().map(Variable::name).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                String remedy = known.isEmpty() ? "remove it" : "it has " + String.join(", ", known);
                fault(
                        "variables." + name,
                        new Fault(
                                "is no variable of " + ref,
                                Nearest.to(name, known)
                                        .map(near -> "did you mean " + near + "?")
                                        .orElse(remedy)));
            }
        }
        for (Variable variable : form.variables()) {
            if (variable.fallback() == null && !given.containsKey(variable.name())) {
                fault(
                        "variables",
                        new Fault(
                                "lacks " + variable.name() + ", for which " + ref + " has no default",
                                "write variables: {" + variable.name() + ": …}"));
            } else if (variable.fallback() != null) {
                given.putIfAbsent(variable.name(), variable.fallback());
            }
        }
        return known.size() == given.size() && given.keySet().containsAll(known);
    }

    private void checkJudged(Judgement judged, String problem) {
        if (judged.limit() == null && judged.comparison() == null && !entry.has("limit") && !entry.has("compare")) {
            fault("limit", new Fault(problem, "write limit: {max: …}, or compare: {worse: higher, tolerance: 10%}"));
        }
    }

    /** The plan; null, and a fault, when the queries can't be asked. */
    private @Nullable MetricPlan plan(String name, String field, MetricForm form, Map<String, String> own) {
        Judgement judged = form.judged();
        QueryTemplate forStable = form.stableQuery() == null ? form.query() : form.stableQuery();
        Map<String, String> candidate =
                values(versions.candidate(judged.windowOrDefault()).values(), own);
        Map<String, String> stable = values(
                versions.stable(judged.windowOrDefault(), hasFreshBaseline).values(), own);
        Optional<Fault> fault = problem(form.query(), candidate).or(() -> problem(forStable, stable));
        if (fault.isPresent()) {
            fault(field, fault.get());
            return null;
        }
        String asked = form.query().render(candidate);
        String compared = judged.comparison() == null ? null : forStable.render(stable);
        if (asked.equals(compared)) {
            fault(
                    field,
                    new Fault(
                            "asks the same for both versions",
                            "name {{workload}}, {{pods}} or {{service}} in it, or write stableQuery"));
            return null;
        }
        boolean isJudged = (judged.limit() == null) != (judged.comparison() == null);
        return isJudged ? new MetricPlan(name, asked, compared, judged.limit(), judged.comparison()) : null;
    }

    private static Map<String, String> values(Map<String, String> ofEveryQuery, Map<String, String> own) {
        Map<String, String> values = new HashMap<>(own);
        values.putAll(ofEveryQuery);
        return values;
    }

    private static Optional<Fault> problem(QueryTemplate query, Map<String, String> values) {
        return query.problem(values)
                .map(found -> new Fault(found.problem(), found.remedy()))
                .or(() -> QueryReader.tooLong(query.render(values)));
    }

    private void fault(String field, Fault fault) {
        entry.fault(field, fault.problem(), fault.remedy());
    }
}
