package dev.sluice.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One document of a file.
 *
 * @param faults what is wrong with the text itself, such as a key that is there twice
 * @param templateLine where the first template expression is; 0 when there is none
 */
public record Document(Source source, JsonNode root, Lines lines, List<Finding> faults, int templateLine) {
    public Document {
        faults = List.copyOf(faults);
    }
}
