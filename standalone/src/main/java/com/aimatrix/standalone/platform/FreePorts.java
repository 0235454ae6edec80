package com.aimatrix.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** TCP ports that nobody listens on now. */
final class FreePorts {

    private FreePorts() {}

    /** Different ones on loopback: all are held before the first is given back. */
    static List<Integer> choose(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int index = 0; index < count; index++) {
                held.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return ports;
        } catch (IOException failure) {
            throw new UncheckedIOException("No free port on loopback", failure);
        }
    }

    /** Tells before minutes of work that the gateway could not listen in the end. */
    static void refuseTaken(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException unknown) {
            throw new PlatformProblem(
                    "%s is no address of this machine; try --host 127.0.0.1.".formatted(host), unknown);
        } catch (BindException taken) {
            throw new PlatformProblem(
                    "Nothing can listen on %s:%d (%s); stop the program that has the port or choose another with --port."
                            .formatted(host, port, taken.getMessage()),
                    taken);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
