package com.aimatrix.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.Signature.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlmodelFileTest {

    @Test
    void itTellsFrameworkAndSignature() {
        MlmodelFile file = read("""
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

        assertThat(file.framework()).isEqualTo("sklearn");
        assertThat(file.signature().inputs())
                .containsExactly(
                        new Field("x", "double", true),
                        new Field("y", "{\"type\":\"array\",\"items\":{\"type\":\"long\"}}", false));
        assertThat(file.signature().outputs()).containsExactly(new Field(null, "tensor(int64,[-1])", true));
        assertThat(file.signature().params()).extracting(Field::required).containsExactly(false);
    }

    @Test
    void aModelWithoutASignatureHasNone() {
        assertThat(read("flavors: {python_function: {}}\nsignature: null\n"))
                .isEqualTo(new MlmodelFile("python_function", null));
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
    void whatCannotBeReadSaysNothing(String text) {
        assertThat(read(text).framework()).isNull();
    }

    private static MlmodelFile read(String text) {
        return MlmodelFile.of("artifacts:/model/MLmodel", text);
    }
}
