package dev.sluice.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.ReleasePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FormatTest {

    @Test
    void several_objects_become_one_list() {
        assertThat(Format.yaml.of(List.of(new ReleasePolicy(), new ReleasePolicy())))
                .contains("kind: \"List\"")
                .containsSubsequence("kind: \"ReleasePolicy\"", "kind: \"ReleasePolicy\"");
        assertThat(Format.json.of(List.of())).contains("\"kind\":\"List\"");
    }
}
