package com.aimatrix.model.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("layers.0.weight", Tensor.of(new float[] {1.5f, -2, 3, 4, 5, 6}, 2, 3));
        tensors.put("scalar", new Tensor(DType.I64, new long[0], new byte[] {7, 0, 0, 0, 0, 0, 0, 0}));
        tensors.put("nothing", new Tensor(DType.U8, new long[] {0, 4}, new byte[0]));
        Safetensors content = new Safetensors(tensors, Map.of("format", "pt"));

        content.write(folder.resolve("a.safetensors"));

        Safetensors read = Safetensors.read(folder.resolve("a.safetensors"));
        assertThat(read).isEqualTo(content);
        assertThat(read.tensors().get("layers.0.weight").floats()).containsExactly(1.5f, -2, 3, 4, 5, 6);
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void aFileOfTheFormatsDescriptionIsReadByteForByte() {
        byte[] file = file(
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0});

        assertThat(Safetensors.parse(file).tensors().get("t").floats()).containsExactly(1f, -2f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'t':{'dtype':'BF16','shape':[4],'data_offsets':[0,8]}} | dtype 'BF16' is not accepted",
                "{'t':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | its shape needs 12 bytes, its offsets span 8",
                "{'t':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}} | outside the data of 8 bytes",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | the tensors end at 4, the data at 8",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}"
                        + " | neither overlap nor leave holes",
                "{'t':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | shape holds -2",
                "{'t':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | is too large",
                "{'t':{'dtype':'F32','shape':[2],'data_offsets':[0,8.5]}} | data_offsets holds 8.5",
                "{'t':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'t':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}"
                        + " | Duplicate",
                "[1,2] | not a JSON object",
                "{'t': | not JSON"
            })
    void anUnsoundHeaderIsRefusedWithTheReason(String header, String reason) {
        byte[] file = file(header.replace('\'', '"'), new byte[8]);

        assertThatThrownBy(() -> Safetensors.parse(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aHeaderLengthThatDoesNotFitTheFileIsRefusedBeforeItIsRead() {
        byte[] file = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Long.MAX_VALUE)
                .array();

        assertThatThrownBy(() -> Safetensors.parse(file)).hasMessageContaining("does not fit a file of 16 bytes");
        assertThatThrownBy(() -> Safetensors.parse(new byte[5])).hasMessageContaining("at least 8 bytes");
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
