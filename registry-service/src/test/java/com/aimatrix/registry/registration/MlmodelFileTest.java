package com.aimatrix.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.Signature.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlmodelFileTest {

    @TempDir
    Path folder;

    @Test
    void itTellsFrameworkAndSignature() throws IOException {
        write("""
                artifact_path: model
                flavors:
                  python_function:
                    loader_module: mlflow.sklearn
                  sklearn:
                    sklearn_version: 1.5.0
                signature:
                  inputs: '[{"type": "double", "name": "x", "required": true}, {"type": "array", "items": {"type": "long"}, "name": "y", "required": false}]'
                  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
                  params: '[{"name": "temperature", "type": "float", "default": 0.1, "shape": null}]'
                """);

        MlmodelFile file = MlmodelFile.in(folder);

        assertThat(file.framework()).isEqualTo("sklearn");
        assertThat(file.signature().inputs())
                .containsExactly(
                        new Field("x", "double", true),
                        new Field("y", "{\"type\":\"array\",\"items\":{\"type\":\"long\"}}", false));
        assertThat(file.signature().outputs()).containsExactly(new Field(null, "tensor(int64,[-1])", true));
        assertThat(file.signature().params()).extracting(Field::required).containsExactly(false);
    }

    @Test
    void aModelWithoutASignatureHasNone() throws IOException {
        write("flavors: {python_function: {}}\nsignature: null\n");

        assertThat(MlmodelFile.in(folder)).isEqualTo(new MlmodelFile("python_function", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "- a",
                "",
                "signature: {inputs: 'no json'}",
                "!!java.net.URL [http://127.0.0.1/x]",
                "signature: {inputs: 7}\nflavors: 3"
            })
    void whatCannotBeReadSaysNothing(String text) throws IOException {
        write(text);

        assertThat(MlmodelFile.in(folder).framework()).isNull();
    }

    @Test
    void aFolderWithoutTheFileSaysNothing() {
        assertThat(MlmodelFile.in(folder)).isEqualTo(MlmodelFile.NONE);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("MLmodel"), text);
    }
}
