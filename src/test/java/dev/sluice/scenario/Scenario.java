package dev.sluice.scenario;

import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Cluster;
import dev.sluice.scenario.bed.Demand;
import dev.sluice.scenario.bed.Manifests;
import dev.sluice.scenario.bed.PrometheusLine;
import dev.sluice.scenario.bed.Results;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One test's part of the cluster: a namespace of its own, the apps in it and the clients that call them. */
public final class Scenario {

    private final Instant start = Instant.now();
    private final String title;
    private final Cluster cluster;
    private final String namespace;
    private final List<App> apps = new ArrayList<>();
    private final List<Traffic> clients = new ArrayList<>();
    private final List<PrometheusLine> lines = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Scenario(String title, Cluster cluster) {
        this.title = title;
        this.cluster = cluster;
        this.namespace = cluster.newNamespace();
    }

    Cluster cluster() {
        return cluster;
    }

    String namespace() {
        return namespace;
    }

    /** A Deployment of four pods, its Service and a VirtualService with one route, serving. */
    App app(String name, Build build) {
        return app(name, build, Manifests.ALL);
    }

    App app(String name, Build build, String manifest) {
        App app = App.applied(cluster, namespace, name, build, manifest);
        apps.add(app);
        return app.serving();
    }

    /** The same without waiting for it, for apps that nobody calls. */
    App idleApp(String name, Build build, String manifest) {
        return App.applied(cluster, namespace, name, build, manifest);
    }

    Traffic traffic(App app, int perSecond) {
        return traffic(app, Demand.of(perSecond));
    }

    Traffic traffic(App app, Demand demand) {
        Traffic client = cluster.traffic(app.host(), demand);
        clients.add(client);
        return client;
    }

    PrometheusLine prometheusLine() {
        PrometheusLine line = new PrometheusLine(cluster.prometheus());
        lines.add(line);
        return line;
    }

    /** Something worth telling in the table of results. */
    void remark(String text) {
        remarks.add(text);
    }

    /** Stops what runs, tells what happened, and takes the namespace away. */
    Results.Row end(@Nullable Throwable failure) {
        List<Answers> answers = clients.stream().map(Traffic::stop).toList();
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        Results.Row row = Results.Row.of(title, failure == null, outcome(), seconds, answers);
        if (failure != null) {
            System.err.println(report(answers));
        }
        apps.forEach(App::close);
        cluster.dropNamespace(namespace);
        lines.forEach(PrometheusLine::close);
        return row;
    }

    private String outcome() {
        List<String> ends = new ArrayList<>();
        for (App app : governed()) {
            IntStream.rangeClosed(1, app.releases().count())
                    .mapToObj(nth -> app.releases().now(nth).phase())
                    .forEach(ends::add);
        }
        ends.addAll(remarks);
        return String.join(", ", ends);
    }

    private List<App> governed() {
        return apps.stream().filter(App::isGoverned).toList();
    }

    private String report(List<Answers> answers) {
        String told = governed().stream()
                .map(app -> "%s: %s; %s%nevents: %s%nVirtualService: %s%n%s"
                        .formatted(
                                app.name(),
                                app.condition("Valid"),
                                app.condition("Ready"),
                                app.events(),
                                app.routes().weights(),
                                app.releases()))
                .collect(Collectors.joining("\n"));
        List<String> log = cluster.operator().logOf(namespace);
        return String.format(
                Locale.ROOT,
                "%n=== %s (%s)%nclients: %s%n%s%noperator's log:%n%s%n",
                title,
                namespace,
                answers,
                told,
                String.join("\n", log.subList(Math.max(0, log.size() - 80), log.size())));
    }
}
