package com.aimatrix.feature.encoder;

import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.transform.function.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Text encoders over HTTP. */
@RestController
@RequestMapping("/api/v1/features/encoders")
class EncoderApi {

    private static final int MOST_TEXTS = 1_000;

    private final Encoders encoders;
    private final Catalogs catalogs;

    EncoderApi(Encoders encoders, Catalogs catalogs) {
        this.encoders = encoders;
        this.catalogs = catalogs;
    }

    /** The body is a zip archive: model.onnx or model.pt, tokenizer.json or vocab.txt, encoder.json. */
    @PutMapping("/{name}")
    Encoder put(@PathVariable("name") String name, InputStream body) throws IOException {
        return encoders.register(name, body);
    }

    @GetMapping
    List<Encoder> list() {
        return encoders.list();
    }

    @GetMapping("/{name}")
    Encoder get(@PathVariable("name") String name) {
        return encoders.require(name);
    }

    /** Refused while a view uses it. */
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("name") String name) {
        encoders.delete(name);
    }

    /** @param texts at most 1,000 */
    record EncodeRequest(List<String> texts) {}

    /** @param vectors one per text; null for a text that has none */
    record Vectors(int dimension, float[][] vectors) {}

    /** Encodes texts as a feature would. */
    @PostMapping("/{name}/vectors")
    Vectors encode(@PathVariable("name") String name, @RequestBody EncodeRequest request) {
        List<String> texts = request.texts();
        if (texts == null || texts.isEmpty() || texts.size() > MOST_TEXTS || texts.contains(null)) {
            throw ApiProblem.badField("texts", "expected 1 to %d texts, none null".formatted(MOST_TEXTS));
        }
        encoders.require(name);
        TextEncoder encoder = catalogs.current().encoders().get(name);
        return new Vectors(encoder.dimension(), encoder.encode(texts));
    }
}
