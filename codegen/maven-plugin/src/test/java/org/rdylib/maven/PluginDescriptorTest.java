package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Of what Maven reads about the plugin before it starts it. */
class PluginDescriptorTest {
    @Test
    void mavenMayRunOnJava17() {
        assertThat(Path.of("target/classes/META-INF/maven/plugin.xml"))
                .content()
                .contains("<requiredJavaVersion>17</requiredJavaVersion>");
    }
}
