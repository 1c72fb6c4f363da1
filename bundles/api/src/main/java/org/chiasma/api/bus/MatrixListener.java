package org.chiasma.api.bus;

/** Whiteboard service: register one to hear of changes on the bus. Called on the thread that made the change. */
public interface MatrixListener {
    /** A matrix was published or replaced. */
    void published(MatrixSummary summary);

    /** A name was removed. */
    void removed(String name);
}
