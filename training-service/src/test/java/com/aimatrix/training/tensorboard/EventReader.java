package com.aimatrix.training.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads event files by the letter of the formats, and checks every sum. */
final class EventReader {

    private EventReader() {}

    /** A message of Protocol Buffers: its fields in order. */
    record Message(List<Field> fields) {

        static Message of(byte[] bytes) {
            var fields = new ArrayList<Field>();
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                long key = varint(in);
                Object value = switch ((int) (key & 7)) {
                    case 0 -> varint(in);
                    case 1 -> in.getDouble();
                    case 5 -> in.getFloat();
                    case 2 -> {
                        byte[] part = new byte[(int) varint(in)];
                        in.get(part);
                        yield part;
                    }
                    default -> throw new AssertionError("wire type of key " + key);
                };
                fields.add(new Field((int) (key >>> 3), value));
            }
            return new Message(fields);
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        List<Object> all(int number) {
            return fields.stream()
                    .filter(each -> each.number() == number)
                    .map(Field::value)
                    .toList();
        }

        Object one(int number) {
            List<Object> all = all(number);
            if (all.size() != 1) {
                throw new AssertionError("field %d is there %d times".formatted(number, all.size()));
            }
            return all.get(0);
        }

        boolean has(int number) {
            return !all(number).isEmpty();
        }

        Message message(int number) {
            return of((byte[]) one(number));
        }

        List<Message> messages(int number) {
            return all(number).stream().map(each -> of((byte[]) each)).toList();
        }

        String text(int number) {
            return new String((byte[]) one(number), StandardCharsets.UTF_8);
        }
    }

    record Field(int number, Object value) {}

    static List<Message> read(byte[] file) {
        var events = new ArrayList<Message>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            require(length, in.getInt());
            byte[] record = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(record);
            require(record, in.getInt());
            events.add(Message.of(record));
        }
        return events;
    }

    /** The other way round than it is written: the mask is taken off, and what is left is compared. */
    private static void require(byte[] data, int masked) {
        var crc = new CRC32C();
        crc.update(data);
        int rotated = masked - 0xa282ead8;
        if ((rotated >>> 17 | rotated << 15) != (int) crc.getValue()) {
            throw new AssertionError("a record has another sum than it says");
        }
    }
}
