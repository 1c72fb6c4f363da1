package org.chiasma.bus.internal.service;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service without a framework, by the properties that its annotation would give it. */
public record FakeService<S>(S service, Map<String, Object> properties) implements InstalledService<S> {
    @Override
    public @Nullable Object property(String key) {
        return properties.get(key);
    }

    @Override
    public Class<?> loadClass(String className) throws ClassNotFoundException {
        return Class.forName(className, true, FakeService.class.getClassLoader());
    }

    @Override
    public <R> R use(Function<? super S, R> call) {
        return call.apply(service);
    }

    @Override
    public String bundle() {
        return "test.bundle 1.0.0";
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("test.bundle", "1.0.0");
    }
}
