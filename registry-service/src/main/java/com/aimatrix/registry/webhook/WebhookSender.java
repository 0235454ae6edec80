package com.aimatrix.registry.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends one delivery once. Redirects are not followed, as they would lead past the check of the address; an attempt ends at its timeout
 * however slowly the receiver answers.
 */
@Component
class WebhookSender implements DisposableBean {

    private static final int MOST_SHOWN_BYTES = 4_096;

    private final SecretBox secrets;
    private final Clock clock;
    private final long timeoutMs;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    WebhookSender(WebhookSettings settings, WebhookAddress addresses, SecretBox secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
        this.timeoutMs = settings.timeout().toMillis();
        Timeout timeout = Timeout.ofMilliseconds(timeoutMs);
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(2 * settings.workers() + 16)
                        .setMaxConnPerRoute(settings.workers() + 4)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * What came of an attempt.
     *
     * @param status of the answer, 0 where there was none
     * @param answer the beginning of its body, or why there was none
     * @param retryAfter the receiver's header, or null
     */
    record Outcome(int status, String answer, String retryAfter) {

        boolean taken() {
            return status >= 200 && status < 300;
        }

        /** Whether the same may be taken later. */
        boolean mayBeTakenLater() {
            return status == 0 || status == 408 || status == 429 || status >= 500;
        }
    }

    /** @param sealedSecret as the database keeps it; null leaves the delivery unsigned */
    Outcome send(String url, String sealedSecret, UUID deliveryId, String body) {
        var post = new HttpPost(url);
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        post.setHeader("X-MLflow-Delivery-Id", deliveryId.toString());
        post.setHeader("X-MLflow-Timestamp", timestamp);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> deadline = deadlines.schedule(post::cancel, timeoutMs, TimeUnit.MILLISECONDS);
        try {
            if (sealedSecret != null) {
                post.setHeader(
                        "X-MLflow-Signature",
                        Signature.of(secrets.open(sealedSecret), deliveryId.toString(), timestamp, body));
            }
            return http.execute(post, WebhookSender::outcome);
        } catch (IOException | IllegalStateException e) {
            return new Outcome(0, deadline.isDone() ? "no answer in time" : String.valueOf(e.getMessage()), null);
        } finally {
            deadline.cancel(false);
        }
    }

    private static Outcome outcome(ClassicHttpResponse response) throws IOException {
        Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(MOST_SHOWN_BYTES);
        return new Outcome(
                response.getCode(),
                new String(body, StandardCharsets.UTF_8),
                retryAfter == null ? null : retryAfter.getValue());
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
