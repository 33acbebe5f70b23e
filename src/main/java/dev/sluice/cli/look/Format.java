package dev.sluice.cli.look;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** For programs instead of people. */
enum Format {
    json,
    yaml;

    String of(HasMetadata object) {
        return this == json ? Serialization.asJson(object) : Serialization.asYaml(object);
    }

    String of(List<? extends HasMetadata> objects) {
        KubernetesList list = new KubernetesList();
        list.setItems(List.copyOf(objects));
        return this == json ? Serialization.asJson(list) : Serialization.asYaml(list);
    }
}
