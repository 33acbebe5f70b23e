package dev.sluice.api.metric;

import dev.sluice.core.policy.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a template.
 *
 * @param form what it says; null when something is wrong with it
 * @param errors every fault; empty when nothing is wrong
 */
public record TemplateReading(@Nullable MetricForm form, List<FieldError> errors) {
    public TemplateReading {
        errors = List.copyOf(errors);
    }
}
