package com.aimatrix.feature.encoder;

import com.aimatrix.feature.encoder.inference.EncoderFolder;
import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import com.aimatrix.kit.work.ParentWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that checks an encoder: {@code EncoderCheckMain <folder> <answer>}. One {@link CheckAnswer} goes as JSON into the
 * file of the second argument, since libraries print what they like. It ends when standard input does, so that it never outlives
 * its parent.
 */
public final class EncoderCheckMain {

    private static final int WRONG_ARGUMENTS = 2;

    private EncoderCheckMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: EncoderCheckMain <folder> <answer>");
            System.exit(WRONG_ARGUMENTS);
        }
        System.setProperty("logback.configurationFile", "com/aimatrix/kit/work/child-logback.xml");
        ParentWatch.start(System.in);
        Files.writeString(Path.of(arguments[1]), JsonMapper.shared().writeValueAsString(answer(Path.of(arguments[0]))));
        // Not exit: a native thread that hangs must not keep the process.
        Runtime.getRuntime().halt(0);
    }

    private static CheckAnswer answer(Path folder) {
        try {
            return CheckAnswer.good(EncoderProbe.run(EncoderFolder.open(folder)));
        } catch (InvalidEncoder e) {
            e.printStackTrace(System.err);
            return CheckAnswer.bad(e.field(), e.getMessage());
        }
    }
}
