package com.aimatrix.feature.encoder.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The files of an encoder: a network, {@code tokenizer.json} or {@code vocab.txt} or neither, and {@code encoder.json} or not.
 *
 * @param tokenizer the tokenizer's file, or null
 */
public record EncoderFolder(Path path, Format format, String tokenizer, EncoderOptions options) {

    private static final String TOKENIZER = "tokenizer.json";

    /** The names that files of an encoder have. */
    public static final Set<String> FILES =
            Set.of(Format.ONNX.file(), Format.TORCHSCRIPT.file(), TOKENIZER, BertVocabulary.FILE, EncoderOptions.FILE);

    /** @throws InvalidEncoder when something is missing, twice or malformed */
    public static EncoderFolder open(Path path) {
        boolean onnx = Files.exists(path.resolve(Format.ONNX.file()));
        boolean torch = Files.exists(path.resolve(Format.TORCHSCRIPT.file()));
        if (onnx == torch) {
            throw new InvalidEncoder(
                    "body",
                    "expected exactly one of %s and %s".formatted(Format.ONNX.file(), Format.TORCHSCRIPT.file()));
        }
        String tokenizer = List.of(TOKENIZER, BertVocabulary.FILE).stream()
                .filter(name -> Files.exists(path.resolve(name)))
                .findFirst()
                .orElse(null);
        EncoderOptions options = options(path.resolve(EncoderOptions.FILE));
        if ((tokenizer == null) != (options.buckets() != null)) {
            throw new InvalidEncoder(
                    EncoderOptions.FILE + ".buckets",
                    tokenizer == null
                            ? "expected the number of tokens that words are hashed into, or a tokenizer.json or vocab.txt"
                            : "expected none beside " + tokenizer);
        }
        return new EncoderFolder(path, onnx ? Format.ONNX : Format.TORCHSCRIPT, tokenizer, options);
    }

    private static EncoderOptions options(Path file) {
        try {
            return Files.exists(file) ? EncoderOptions.read(Files.readAllBytes(file)) : EncoderOptions.USUAL;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tokenizer openTokenizer() {
        int length = options.maxLengthOrUsual();
        if (tokenizer == null) {
            return new HashedWords(options.buckets(), length);
        }
        Path file = path.resolve(tokenizer);
        String json;
        try {
            json = tokenizer.equals(TOKENIZER)
                    ? Files.readString(file)
                    : new BertVocabulary(file, options.isLowerCase()).tokenizerJson();
        } catch (MalformedInputException e) {
            throw new InvalidEncoder(tokenizer, "expected text in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PretrainedTokens(tokenizer, json, length);
    }

    Network openNetwork() {
        Path file = path.resolve(format.file());
        if (format == Format.ONNX) {
            return new OnnxNetwork(file, options);
        }
        List<NetworkInput> usual = tokenizer == null
                ? List.of(NetworkInput.INPUT_IDS)
                : List.of(NetworkInput.INPUT_IDS, NetworkInput.ATTENTION_MASK);
        return new TorchNetwork(file, options.inputs() == null ? usual : options.inputs(), options.output());
    }
}
