package com.aimatrix.training.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP as it is typed: nothing is normalized or encoded on the way. */
final class RawHttp {

    private RawHttp() {}

    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** @param target of the request, byte by byte (Latin-1) */
    static Answer send(int port, String method, String target, String body) throws IOException {
        try (Socket socket = connect(port)) {
            write(socket, """
                    %s %s HTTP/1.1\r
                    Host: localhost\r
                    Connection: close\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(method, target, body.length(), body));
            return read(socket.getInputStream());
        }
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The whole answer, to the end of the connection. */
    static Answer read(InputStream in) throws IOException {
        String head = head(in);
        return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, in.readAllBytes());
    }

    /** Status line and headers. */
    static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the answer ended after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
