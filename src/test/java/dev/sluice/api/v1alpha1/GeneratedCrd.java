package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/** The CustomResourceDefinition that the build generates from a class, in memory. */
public final class GeneratedCrd {
    private GeneratedCrd() {}

    public static JsonNode of(Class<? extends HasMetadata> type) {
        MemoryOutput output = new MemoryOutput();
        new CRDGenerator()
                .forCRDVersions("v1")
                .customResourceClasses(type)
                .withOutput(output)
                .generate();
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(output.bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class MemoryOutput implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return bytes;
        }

        @Override
        public URI crdURI(String name) {
            return Path.of(name).toUri();
        }

        @Override
        public void close() {}
    }
}
