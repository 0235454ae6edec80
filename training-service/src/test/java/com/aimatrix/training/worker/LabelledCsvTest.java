package com.aimatrix.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.training.worker.WorkerTask.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledCsvTest {

    private static final String HEADER = "id,at,label,v:n,v:c\n";
    private static final List<Input> INPUTS =
            List.of(new Input("v:c", FeatureKind.CATEGORICAL), new Input("v:n", FeatureKind.NUMERIC));

    @TempDir
    private Path folder;

    @Test
    void fieldsAreReadByTheirColumnsNameAndRowsComeInOrderOfTime() throws IOException {
        Files.writeString(folder.resolve("a.csv"), HEADER + """
                1,2011-01-02T00:00:00Z,1,-2.5e1,"a ""b"", c"
                2,2011-01-01T00:00:00+00:00,false,,
                """);
        Files.writeString(folder.resolve("b.csv"), "label,at,v:c,v:n\ntrue,2011-01-01T12:00:00Z,x,true\n,,,\n");

        LabelledCsv csv = read("a.csv", "b.csv");

        assertThat(csv.rows().rows().numeric("v:n")).containsExactly(Double.NaN, 1, -25);
        assertThat(csv.rows().rows().categorical("v:c")).containsExactly(null, "x", "a \"b\", c");
        assertThat(csv.rows().labels()).containsExactly(0, 1, 1);
        assertThat(csv.unlabelled()).isEqualTo(1);
    }

    @Test
    void aFeatureMayLieInAColumnOfAnotherName() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "at,label,v@2:n,v:c\n2011-01-02T00:00:00Z,1,7,x\n");

        LabelledCsv csv = read(Map.of("v:n", "v@2:n"), "a.csv");

        assertThat(csv.rows().rows().numeric("v:n")).containsExactly(7);
        assertThat(csv.rows().rows().categorical("v:c")).containsExactly("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2011-01-01T00:00:00Z,1,far,x | a.csv, line 2, column v:n: expected a finite number or empty, found 'far'",
                "1,2011-01-01T00:00:00Z,1,NaN,x | found 'NaN'",
                "1,2011-01-01T00:00:00Z,2,1,x | column label: expected 0, 1, true, false or empty, found '2'",
                "1,yesterday,1,1,x | column at: expected a time such as",
                "1,2011-01-01T00:00:00Z,1,1 | a.csv is not sound CSV"
            })
    void aWrongFieldIsNamedByFileLineAndColumn(String line, String reason) throws IOException {
        Files.writeString(folder.resolve("a.csv"), HEADER + line + "\n");

        assertThatThrownBy(() -> read("a.csv"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aMissingColumnAndAnotherHashAreRefused() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,at,label,v:n\n");
        assertThatThrownBy(() -> read("a.csv")).hasMessage("a.csv has no column v:c; it has [id, at, label, v:n]");

        Files.writeString(folder.resolve("b.csv"), HEADER);
        assertThatThrownBy(() -> LabelledCsv.read(
                        new WorkFolder(folder.resolve("run.json")),
                        new Data(List.of("b.csv"), "label", "at", "00", null),
                        INPUTS))
                .hasMessageContaining("expected 00: it was changed or cut off");
    }

    private LabelledCsv read(String... files) throws IOException {
        return read(Map.of(), files);
    }

    private LabelledCsv read(Map<String, String> columns, String... files) throws IOException {
        return LabelledCsv.read(
                new WorkFolder(folder.resolve("run.json")),
                new Data(List.of(files), "label", "at", null, columns),
                INPUTS);
    }
}
