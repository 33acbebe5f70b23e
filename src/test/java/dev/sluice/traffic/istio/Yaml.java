package dev.sluice.traffic.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Golden files: read to plain maps, and written back in the order that they have. */
final class Yaml {

    private static final ObjectMapper YAML = new YAMLMapper();

    private Yaml() {}

    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(Yaml.class.getResource(folder)).toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(folder, e);
        }
    }

    static Map<String, Object> read(Path file) {
        try {
            return Tree.map(YAML.readValue(Files.readString(file), Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> parse(String text) {
        try {
            return Tree.map(YAML.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Object tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
