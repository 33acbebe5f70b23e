package dev.sluice.scenario;

import dev.sluice.scenario.bed.Cluster;
import dev.sluice.scenario.bed.Results;
import dev.sluice.scenario.bed.TestBed;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a scenario in the one cluster of the run, and writes down how it ended. */
final class Lane implements ParameterResolver, AfterEachCallback {

    private static final Namespace STORE = Namespace.create(Lane.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scenario.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(STORE).computeIfAbsent(Scenario.class, key -> begin(context), Scenario.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Scenario scenario = context.getStore(STORE).get(Scenario.class, Scenario.class);
        if (scenario != null) {
            Throwable failure = context.getExecutionException().orElse(null);
            Run run = run(context);
            run.results.add(scenario.end(failure));
        }
    }

    private static Scenario begin(ExtensionContext context) {
        String title = context.getRequiredTestClass().getSimpleName().replaceFirst("IT$", "") + ": "
                + context.getParent()
                        .filter(parent -> parent.getTestMethod().isPresent())
                        .map(parent -> parent.getRequiredTestMethod().getName().replace('_', ' ') + ", ")
                        .orElse("")
                + context.getDisplayName()
                        .replaceFirst("\\(.*", "")
                        .replace('_', ' ')
                        .replace("\"", "");
        return new Scenario(title, run(context).cluster);
    }

    private static Run run(ExtensionContext context) {
        return context.getRoot().getStore(STORE).computeIfAbsent(Run.class, key -> new Run(), Run.class);
    }

    /** What all tests of one run share; closed by JUnit after the last. */
    private static final class Run implements AutoCloseable {

        private final Cluster cluster = new TestBed();
        private final Results results = new Results();

        @Override
        public void close() {
            System.out.println(results.markdown());
            cluster.close();
        }
    }
}
