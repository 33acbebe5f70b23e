package dev.sluice.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kubeconfig and the operator's log, in a directory that goes when the demo ends. */
record DemoFiles(Path directory) {

    static DemoFiles create() throws IOException {
        DemoFiles files = new DemoFiles(Files.createTempDirectory("sluice-demo-"));
        files.directory().toFile().deleteOnExit();
        files.kubeconfig().toFile().deleteOnExit();
        return files;
    }

    Path log() {
        return directory.resolve("operator.log");
    }

    Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    void write(String kubeconfig) throws IOException {
        Files.writeString(kubeconfig(), kubeconfig);
    }

    /** The log stays for whoever wants to know what went wrong, unless nothing did. */
    void forgetLog() {
        log().toFile().deleteOnExit();
    }
}
