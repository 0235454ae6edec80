package com.aimatrix.feature.offline;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes record batches in the IPC file format (Arrow columnar format 1.5, "IPC File Format"). Arrow's own writer hands memory to the
 * channel in a way that a JVM forbids unless it is started with {@code --add-opens}; here it is copied.
 */
final class ArrowOut {

    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTINUATION = 0xFFFFFFFF;

    private final WriteChannel out;
    private final Schema schema;
    private final List<ArrowBlock> batches = new ArrayList<>();

    ArrowOut(WritableByteChannel channel, Schema schema) throws IOException {
        this.out = new CopyingChannel(channel);
        this.schema = schema;
        out.write(MAGIC);
        out.align();
        MessageSerializer.serialize(out, schema);
    }

    void write(VectorSchemaRoot root) throws IOException {
        try (var batch = new VectorUnloader(root).getRecordBatch()) {
            batches.add(MessageSerializer.serialize(out, batch));
        }
    }

    /** Behind the last batch. */
    void end() throws IOException {
        out.writeIntLittleEndian(CONTINUATION);
        out.writeIntLittleEndian(0);
        long start = out.getCurrentPosition();
        out.write(new ArrowFooter(schema, List.of(), batches), false);
        out.writeIntLittleEndian((int) (out.getCurrentPosition() - start));
        out.write(MAGIC);
    }

    private static final class CopyingChannel extends WriteChannel {

        CopyingChannel(WritableByteChannel channel) {
            super(channel);
        }

        @Override
        public void write(ArrowBuf buffer) throws IOException {
            byte[] copy = new byte[(int) buffer.readableBytes()];
            buffer.getBytes(buffer.readerIndex(), copy);
            write(copy);
        }
    }
}
