package org.chiasma.bus.internal.service;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A service that is known by its properties and used only when needed.
 *
 * @param <S> type of the service
 */
public interface InstalledService<S> {
    /** A service property. */
    @Nullable
    Object property(String key);

    /** A class as the service's own bundle sees it. */
    Class<?> loadClass(String className) throws ClassNotFoundException;

    /**
     * Activates the service for one call.
     *
     * @throws IllegalStateException if the service went away
     */
    <R> R use(Function<? super S, R> call);

    /** Symbolic name and version of the service's bundle. */
    String bundle();

    /** Versions of the service's bundle and of the bundles that it imports from, by symbolic name. */
    Map<String, String> versions();

    /** A text property; empty when absent. */
    default String text(String key) {
        Object value = property(key);
        return value == null ? "" : value.toString();
    }

    /** A property of several texts; none when absent. */
    default List<String> texts(String key) {
        Object value = property(key);
        if (value instanceof String[] array) {
            return List.of(array);
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    /** The record class that a property names. */
    default Class<? extends Record> recordClass(String key) {
        try {
            return loadClass(text(key)).asSubclass(Record.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IllegalStateException(
                    "service property " + key + " of " + bundle() + " names no record class: " + text(key), e);
        }
    }
}
