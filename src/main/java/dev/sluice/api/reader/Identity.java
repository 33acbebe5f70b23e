package dev.sluice.api.reader;

import dev.sluice.api.section.Section;
import dev.sluice.api.text.ObjectName;
import java.util.Optional;

/** Which policy it is: from {@code metadata}. A file has no UID, and often no namespace. */
record Identity(String namespace, String name, String uid) {
    private static final int LONGEST_NAME = 52;

    static Identity read(Section metadata) {
        return new Identity(
                metadata.text("namespace", "default", ObjectName.service(63)::check),
                metadata.requiredText(
                        "name",
                        "name the policy, for instance as its Deployment",
                        ObjectName.object(LONGEST_NAME)::check),
                metadata.text("uid", "", uid -> Optional.empty()));
    }
}
