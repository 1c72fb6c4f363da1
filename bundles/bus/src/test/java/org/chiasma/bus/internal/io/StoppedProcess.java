package org.chiasma.bus.internal.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that is stopped in the middle of its writing. */
final class StoppedProcess {
    private StoppedProcess() {}

    /** Leaves a half-written output and a temporary file in the directory, says so, and waits. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        ScratchDirectory scratch = ScratchDirectory.in(directory);
        Files.writeString(scratch.newFile(".npy"), "temporary");
        StagedFiles staged = new StagedFiles(new ExitCleanup());
        staged.stage(directory.resolve("out.tsv"), temporary -> {
            Files.writeString(temporary, "half");
            System.out.println("ready");
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
