package com.aimatrix.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.comparison.MetricCurves.Curves;
import com.aimatrix.training.comparison.Picture.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own: fonts are looked for once. */
class PictureWithoutFontsTest {

    /** Draws twice and prints how each is refused. */
    static final class Drawing {

        public static void main(String[] arguments) {
            for (Format format : Format.values()) {
                try {
                    CurvesChart.of(new Curves("loss", List.of(), List.of())).write(format);
                } catch (ApiProblem e) {
                    System.out.println(e.status().value() + " " + e.code());
                }
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereThereIsNoFontTheAnswerSaysWhatToInstall(@TempDir Path folder) throws IOException {
        Path nothing = Files.writeString(folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig/>");
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Drawing.class.getName());
        builder.environment().put("FONTCONFIG_FILE", nothing.toString());

        Process drawing = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();

        assertThat(new String(drawing.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("501 no-fonts501 no-fonts");
    }
}
