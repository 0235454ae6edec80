package com.aimatrix.registry.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Whether an address is reachable from everywhere, by IANA's registries of special-purpose addresses (RFC 6890). */
final class PublicAddress {

    private static final List<Block> SPECIAL = List.of(
            new Block("0.0.0.0", 8),
            new Block("10.0.0.0", 8),
            new Block("100.64.0.0", 10),
            new Block("127.0.0.0", 8),
            new Block("169.254.0.0", 16),
            new Block("172.16.0.0", 12),
            new Block("192.0.0.0", 24),
            new Block("192.0.2.0", 24),
            new Block("192.88.99.0", 24),
            new Block("192.168.0.0", 16),
            new Block("198.18.0.0", 15),
            new Block("198.51.100.0", 24),
            new Block("203.0.113.0", 24),
            new Block("224.0.0.0", 3));

    /** Of version 6 only what is given out for the whole net; the rest, and what hides an address of version 4, is not. */
    private static final Block GLOBAL_6 = new Block("2000::", 3);

    private static final List<Block> SPECIAL_6 = List.of(
            new Block("2001::", 23), new Block("2001:db8::", 32), new Block("2002::", 16), new Block("3fff::", 20));

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL.stream().noneMatch(block -> block.has(address))
                : GLOBAL_6.has(address) && SPECIAL_6.stream().noneMatch(block -> block.has(address));
    }

    private record Block(byte[] first, int bits) {

        Block(String first, int bits) {
            this(parsed(first), bits);
        }

        private static byte[] parsed(String literal) {
            try {
                // A literal is not looked up.
                return InetAddress.getByName(literal).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("no address: " + literal, e);
            }
        }

        boolean has(InetAddress address) {
            byte[] bytes = address.getAddress();
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (first[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
