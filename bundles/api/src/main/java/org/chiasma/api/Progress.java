package org.chiasma.api;

/**
 * How long work reports its progress and learns that it was cancelled. Implementations are safe for use by several
 * threads; calls are cheap enough for every block of a blocked loop, not for every entry.
 */
public interface Progress {
    /** Shows nothing and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String phase, long total) {}

        @Override
        public void advance(long amount) {}

        @Override
        public void note(String message) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * Begins a phase of the work and ends the one before.
     *
     * @param phase short name, shown to the user: "kernel", "reading table.tsv"
     * @param total units of work in this phase; 0 when unknown
     */
    void begin(String phase, long total);

    /** Adds {@code amount} units of finished work to the current phase. */
    void advance(long amount);

    /** Tells the user something that is worth a line: a policy that was applied, a count of what was left out. */
    void note(String message);

    /** Whether the user has asked to stop. */
    boolean isCancelled();

    /**
     * Ends the work when the user has asked to stop.
     *
     * @throws CancelledException if so
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }
}
