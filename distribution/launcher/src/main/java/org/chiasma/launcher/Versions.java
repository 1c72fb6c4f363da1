package org.chiasma.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Versions that the build knows.
 *
 * @param natives of ND4J and OpenBLAS, whose native libraries are unpacked per version
 * @param slf4j of the logging interface that the launcher exports to the bundles
 */
record Versions(String natives, String slf4j) {
    static Versions read() throws LaunchException {
        try (InputStream resource = Versions.class.getResourceAsStream("versions.properties")) {
            Properties properties = new Properties();
            properties.load(resource);
            return new Versions(properties.getProperty("natives", ""), properties.getProperty("slf4j", ""));
        } catch (IOException | NullPointerException e) {
            throw new LaunchException("the launcher's own versions are missing from its jar", e);
        }
    }
}
