package org.chiasma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationTest {
    @Test
    void nothingOnATerminalIsTheShell() {
        assertTrue(Invocation.of(List.of()).isInteractive(true));
        assertFalse(Invocation.of(List.of()).isInteractive(false));
    }

    @Test
    void shellIsTheShellWithAWorkspaceToo() {
        assertTrue(Invocation.of(List.of("shell")).isInteractive(false));
        assertTrue(Invocation.of(List.of("--workspace", "dir", "shell")).isInteractive(false));
        assertTrue(Invocation.of(List.of("--workspace=dir")).isInteractive(true));
    }

    @Test
    void helpOfTheShellIsACommand() {
        assertFalse(Invocation.of(List.of("shell", "--help")).isInteractive(true));
    }

    @Test
    void setsThePropertiesOfEarlyFlags() {
        Invocation invocation = Invocation.of(List.of("list", "--workspace", "dir", "--threads=2"));
        assertEquals(Map.of("chiasma.workspace", "dir", "chiasma.threads", "2"), invocation.properties());
    }

    @Test
    void keepsTheArgumentsForTheCommand() {
        List<String> arguments = List.of("list", "--workspace", "dir", "--json");
        assertEquals(arguments, Invocation.of(arguments).arguments());
    }

    @Test
    void argumentsBehindTwoDashesAreNoFlags() {
        assertEquals(
                Map.of(), Invocation.of(List.of("show", "--", "--threads=2")).properties());
    }

    @Test
    void leavesAFlagWithoutValueToTheCommandToRefuse() {
        assertEquals(Map.of(), Invocation.of(List.of("list", "--workspace")).properties());
    }
}
