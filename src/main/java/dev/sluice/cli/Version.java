package dev.sluice.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it into the jar. */
final class Version implements IVersionProvider {

    private static final String NOT_PACKAGED = "(not packaged)";

    @Override
    public String[] getVersion() {
        String built = Version.class.getPackage().getImplementationVersion();
        return new String[] {"sluice " + Objects.requireNonNullElse(built, NOT_PACKAGED)};
    }
}
