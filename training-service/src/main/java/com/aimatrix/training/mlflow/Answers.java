package com.aimatrix.training.mlflow;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Answers that are written as they are read, so that their length costs no memory. */
@Component
class Answers {

    private final JsonMapper json;

    Answers(JsonMapper json) {
        this.json = json;
    }

    /** Writes the members of the answer's object. */
    interface Content {
        void write(JsonGenerator out);
    }

    void write(HttpServletResponse response, Content content) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            // What is opened is not closed when it fails in the middle: it must not look complete.
            out.configure(StreamWriteFeature.AUTO_CLOSE_CONTENT, false);
            out.writeStartObject();
            content.write(out);
            out.writeEndObject();
        }
    }
}
