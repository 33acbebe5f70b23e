package dev.sluice.api.metric;

import java.util.List;
import java.util.stream.Stream;

/** Where a template can be used. */
public enum TemplateKind {
    /** By policies of its namespace. */
    NAMESPACED("MetricTemplate"),

    /** By policies of every namespace. */
    CLUSTER("ClusterMetricTemplate");

    private final String title;

    TemplateKind(String title) {
        this.title = title;
    }

    /** The kind as objects name it. */
    public String title() {
        return title;
    }

    /** Both titles; the default is first. */
    public static List<String> titles() {
        return Stream.of(values()).map(TemplateKind::title).toList();
    }

    /** The kind of this title. */
    public static TemplateKind of(String title) {
        return Stream.of(values())
                .filter(kind -> kind.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(title + " is no kind of template"));
    }
}
