package com.aimatrix.registry.webhook;

import com.aimatrix.kit.boot.StartupProblem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Secrets as the database keeps them: AES-256-GCM (NIST SP 800-38D) where a key is set, else as they are. */
@Component
class SecretBox {

    private static final String SEALED = "aes:";
    private static final String PLAIN = "plain:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(WebhookSettings settings) {
        this.key = settings.secretKey() == null ? null : key(settings.secretKey());
    }

    private static SecretKeySpec key(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException e) {
            throw problem(e);
        }
        throw problem(null);
    }

    private static StartupProblem problem(Exception cause) {
        return new StartupProblem(
                "aimatrix.webhooks.secret-key: expected base64 of %d bytes".formatted(KEY_BYTES), cause);
    }

    String seal(String secret) {
        if (key == null) {
            return PLAIN + secret;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8));
        return SEALED
                + Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                                .put(nonce)
                                .put(sealed)
                                .array());
    }

    /** @throws IllegalStateException when it was sealed with another key */
    String open(String kept) {
        if (kept.startsWith(PLAIN)) {
            return kept.substring(PLAIN.length());
        }
        if (key == null) {
            throw new IllegalStateException("the secret is encrypted, but aimatrix.webhooks.secret-key is not set");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(kept.substring(SEALED.length())));
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] sealed = new byte[bytes.remaining() - NONCE_BYTES];
        bytes.get(nonce).get(sealed);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, sealed), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret cannot be read with this aimatrix.webhooks.secret-key", e);
        }
    }
}
