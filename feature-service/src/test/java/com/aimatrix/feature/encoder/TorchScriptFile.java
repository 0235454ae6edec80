package com.aimatrix.feature.encoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript archive of a module without weights: its code is text, as PyTorch writes it. */
public final class TorchScriptFile {

    private static final String CLASS = "Encoder";

    private TorchScriptFile() {}

    /** Sines of multiples of the tokens' numbers: one vector of that many numbers per token. */
    public static byte[] sines(int numbers) {
        return of("input_ids: Tensor, attention_mask: Tensor", "Tensor", """
                _0 = torch.unsqueeze(torch.to(input_ids, 6), 2)
                _1 = torch.arange(1, %d, dtype=6, layout=None, device=torch.device("cpu"), pin_memory=False)
                return torch.sin(torch.mul(_0, _1))
                """.formatted(numbers + 1));
    }

    /**
     * @param parameters of the method forward
     * @param body its statements, one a line
     */
    public static byte[] of(String parameters, String result, String body) {
        var code = new StringBuilder("""
                class %s(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.%s, %s) -> %s:
                """.formatted(CLASS, CLASS, parameters, result));
        body.lines().forEach(line -> code.append("    ").append(line).append('\n'));
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            store(zip, "data.pkl", pickledModule());
            store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            store(zip, "code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
            store(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** An object of the class with {@code training = False}, in Python's pickle protocol 2. */
    private static byte[] pickledModule() {
        var pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes("c__torch__\n%s\n".formatted(CLASS).getBytes(StandardCharsets.UTF_8));
        pickle.writeBytes(new byte[] {')', (byte) 0x81, '}', 'X', 8, 0, 0, 0});
        pickle.writeBytes("training".getBytes(StandardCharsets.UTF_8));
        pickle.writeBytes(new byte[] {(byte) 0x89, 's', 'b', '.'});
        return pickle.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry("encoder/" + name);
        var crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
