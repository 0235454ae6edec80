package com.aimatrix.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    Path folder;

    @Test
    void settingsGoToTheServiceThatTheyAreFor() throws IOException {
        SettingsFile settings = SettingsFile.read(file("""
                gateway:
                  aimatrix.access.users.ann.token-sha256: "00ff"
                registry-service:
                  aimatrix:
                    webhooks:
                      allowed-schemes: [https, http]
                      workers: 2
                """));

        assertThat(settings.argumentsOf("gateway")).containsExactly("--aimatrix.access.users.ann.token-sha256=00ff");
        assertThat(settings.argumentsOf("registry-service"))
                .containsExactly(
                        "--aimatrix.webhooks.allowed-schemes[0]=https",
                        "--aimatrix.webhooks.allowed-schemes[1]=http",
                        "--aimatrix.webhooks.workers=2");
        assertThat(settings.argumentsOf("training-service")).isEmpty();
    }

    @Test
    void whatIsNoSettingsFileIsOneSentence() throws IOException {
        Path unknown = file("registry: {aimatrix: {webhooks: {workers: 2}}}");
        Path noYaml = file("a: [");
        Path text = file("gateway");

        assertThatThrownBy(() -> SettingsFile.read(unknown))
                .isInstanceOf(PlatformProblem.class)
                .hasMessageContaining("has 'registry' at its top; expected are feature-service, gateway");
        assertThatThrownBy(() -> SettingsFile.read(noYaml))
                .isInstanceOf(PlatformProblem.class)
                .hasMessageContaining("is no YAML");
        assertThatThrownBy(() -> SettingsFile.read(text)).isInstanceOf(PlatformProblem.class);
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("missing.yml")))
                .isInstanceOf(PlatformProblem.class)
                .hasMessageContaining("cannot be read");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "settings", ".yml"), text);
    }
}
