package dev.sluice.cli.manifest;

import dev.sluice.api.v1alpha1.ClusterMetricTemplate;
import dev.sluice.api.v1alpha1.MetricTemplate;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The CustomResourceDefinitions as the build generates them. */
public final class Definitions {

    private Definitions() {}

    /** All of them in one YAML text. */
    public static String yaml() {
        Memory memory = new Memory();
        new CRDGenerator()
                .forCRDVersions("v1")
                .customResourceClasses(
                        ReleasePolicy.class, Release.class, MetricTemplate.class, ClusterMetricTemplate.class)
                .withOutput(memory)
                .generate();
        return memory.files.values().stream()
                .map(file -> file.toString(StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n---\n"));
    }

    private static final class Memory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {

        private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return files.computeIfAbsent(name, any -> new ByteArrayOutputStream());
        }

        @Override
        public URI crdURI(String name) {
            return Path.of(name).toUri();
        }

        @Override
        public void close() {}
    }
}
