package org.chiasma.api;

/** Exit codes of the command line, after BSD {@code sysexits.h}. */
public enum ExitCode {
    /** Done. */
    OK(0),
    /** The command line is wrong: unknown command or flag, bad value. */
    USAGE(64),
    /** An input is there but its content is wrong, or does not fit the other inputs. */
    DATA(65),
    /** An input does not exist or cannot be opened. */
    NO_INPUT(66),
    /** A fault of the program. */
    SOFTWARE(70),
    /** Reading or writing failed: disk full, permission, device. */
    IO(74),
    /** Cancelled by the user. */
    INTERRUPTED(130);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** The process exit status. */
    public int status() {
        return status;
    }
}
