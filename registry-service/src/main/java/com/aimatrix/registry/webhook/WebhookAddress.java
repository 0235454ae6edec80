package com.aimatrix.registry.webhook;

import com.aimatrix.mlflow.MlflowProblem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.stereotype.Component;

/**
 * Which addresses may be told of events, so that nobody has the service ask what only it can reach. A host is looked up and checked when
 * the webhook is made, and again by the very look-up that a connection uses.
 */
@Component
class WebhookAddress implements DnsResolver {

    private static final int LONGEST = 2_000;

    private final WebhookSettings settings;

    WebhookAddress(WebhookSettings settings) {
        this.settings = settings;
    }

    /** 400 in the words that MLflow's clients look for. */
    void require(String url) {
        if (url.isBlank()) {
            throw MlflowProblem.invalid("Webhook URL cannot be empty or just whitespace: '%s'".formatted(url));
        }
        String shown = MlflowProblem.shown(url);
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw MlflowProblem.invalid("Invalid webhook URL '%s': %s".formatted(shown, e.getReason()));
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!settings.allowedSchemes().contains(scheme)) {
            throw MlflowProblem.invalid("Invalid webhook URL scheme: '%s'. Allowed schemes are: %s."
                    .formatted(scheme, String.join(", ", settings.allowedSchemes())));
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || url.length() > LONGEST) {
            throw MlflowProblem.invalid(
                    "Invalid webhook URL '%s': a Webhook URL must include a hostname, no user, and at most %d characters"
                            .formatted(shown, LONGEST));
        }
        if (!settings.allowPrivateAddresses()) {
            requirePublic(uri.getHost());
        }
    }

    private void requirePublic(String host) {
        try {
            resolve(unbracketed(host));
        } catch (ForbiddenAddress e) {
            throw MlflowProblem.invalid(e.getMessage());
        } catch (UnknownHostException e) {
            throw MlflowProblem.invalid("Cannot resolve webhook URL hostname '%s'".formatted(host));
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress each : addresses) {
            if (!settings.allowPrivateAddresses() && !PublicAddress.isPublic(each)) {
                throw new ForbiddenAddress(
                        "Webhook URL must not resolve to a non-public IP address. '%s' resolves to %s."
                                .formatted(host, each.getHostAddress()));
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    private static final class ForbiddenAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        ForbiddenAddress(String message) {
            super(message);
        }
    }
}
