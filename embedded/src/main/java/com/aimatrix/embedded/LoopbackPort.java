package com.aimatrix.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A TCP port on loopback that nobody listens on now. */
final class LoopbackPort {

    private LoopbackPort() {}

    /**
     * @param wanted the port, or 0 for any free one
     * @param user   who wants it, for the message
     * @return the port, free a moment ago
     * @throws EmbeddedServerException when the port is taken
     */
    static int claim(int wanted, String user) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wanted));
            return socket.getLocalPort();
        } catch (BindException taken) {
            throw new EmbeddedServerException(
                    "Port %d is taken by another program, so %s cannot listen there; stop that program or choose another port."
                            .formatted(wanted, user),
                    taken);
        } catch (IOException failure) {
            throw new EmbeddedServerException(
                    "%s cannot listen on loopback: %s.".formatted(user, failure.getMessage()), failure);
        }
    }
}
