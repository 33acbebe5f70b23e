package dev.sluice.operator;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.operator.record.PolicyObjects;
import dev.sluice.operator.record.PolicyStatusText;
import dev.sluice.operator.template.TemplateCache;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The only reconciler: keyed by policy, so that nothing else ever works on the same Deployment at the same time. Changes
 * of the Deployment, the candidate, the releases and the templates wake it.
 */
@ControllerConfiguration(
        name = "policy",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = -1),
        generationAwareEventProcessing = true)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, maxInterval = 15_000)
@Singleton
public class PolicyReconciler implements Reconciler<ReleasePolicy>, Cleaner<ReleasePolicy> {

    private static final Logger LOG = Logger.getLogger(PolicyReconciler.class);
    private static final Duration AFTER_BUG = Duration.ofSeconds(10);

    private final PolicyDriver driver;
    private final ReleaseMeters meters;
    private final TemplateCache templates;

    @Inject
    public PolicyReconciler(OperatorParts parts) {
        this.driver = parts.driver();
        this.meters = parts.meters();
        this.templates = parts.templates();
    }

    @Override
    public List<EventSource<?, ReleasePolicy>> prepareEventSources(EventSourceContext<ReleasePolicy> context) {
        List<EventSource<?, ReleasePolicy>> sources = new ArrayList<>(templates.sources(context));
        sources.add(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Deployment.class, ReleasePolicy.class)
                        .withName("deployments")
                        .withSecondaryToPrimaryMapper(deployment -> policiesOf(deployment, context))
                        .build(),
                context));
        sources.add(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Release.class, ReleasePolicy.class)
                        .withName("releases")
                        .withSecondaryToPrimaryMapper(PolicyReconciler::policyOf)
                        // Its own status records must not wake it.
                        .withOnUpdateFilter((after, before) -> !java.util.Objects.equals(
                                after.getMetadata().getGeneration(),
                                before.getMetadata().getGeneration()))
                        .build(),
                context));
        return sources;
    }

    private static Set<ResourceID> policiesOf(Deployment deployment, EventSourceContext<ReleasePolicy> context) {
        String namespace = deployment.getMetadata().getNamespace();
        String name = deployment.getMetadata().getName();
        return context.getPrimaryCache()
                .list(policy -> namespace.equals(policy.getMetadata().getNamespace()) && Rivals.concerns(policy, name))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static Set<ResourceID> policyOf(Release release) {
        String policy = release.getSpec() == null ? null : release.getSpec().policy;
        return policy == null
                ? Set.of()
                : Set.of(new ResourceID(policy, release.getMetadata().getNamespace()));
    }

    @Override
    public UpdateControl<ReleasePolicy> reconcile(ReleasePolicy policy, Context<ReleasePolicy> context) {
        try {
            String rival =
                    Rivals.of(policy, context.getPrimaryCache().list(p -> true)).orElse(null);
            PolicyDriver.Outcome outcome = driver.pass(policy, rival);
            boolean isChanged =
                    !PolicyStatusText.of(outcome.status()).equals(PolicyStatusText.of(PolicyObjects.status(policy)));
            policy.setStatus(outcome.status());
            UpdateControl<ReleasePolicy> control =
                    isChanged ? UpdateControl.patchStatus(policy) : UpdateControl.noUpdate();
            Duration wake = outcome.report().wakeAfter();
            return wake.isNegative() ? control : control.rescheduleAfter(Math.max(1, wake.toMillis()));
        } catch (RuntimeException e) {
            broken(policy, e);
            return UpdateControl.<ReleasePolicy>noUpdate().rescheduleAfter(AFTER_BUG);
        }
    }

    @Override
    public DeleteControl cleanup(ReleasePolicy policy, Context<ReleasePolicy> context) {
        try {
            Report report = driver.letGo(policy);
            return report.phase().equals("Gone")
                    ? DeleteControl.defaultDelete()
                    : DeleteControl.noFinalizerRemoval()
                            .rescheduleAfter(Math.max(1, report.wakeAfter().toMillis()));
        } catch (RuntimeException e) {
            broken(policy, e);
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(AFTER_BUG);
        }
    }

    /** The one broad catch: a bug in one policy's pass must neither stop the others nor be given up on. */
    private void broken(HasMetadata policy, RuntimeException e) {
        meters.broken();
        LOG.errorf(e, "policy %s: the pass failed on a bug; it is tried again, the weights stay", name(policy));
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }
}
