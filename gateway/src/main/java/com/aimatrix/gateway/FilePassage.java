package com.aimatrix.gateway;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * How files of gigabytes pass: over plain blocking connections, which take a quarter to a half less CPU, and with a limit on how long
 * nothing may come, where other requests have one on the whole exchange. A service must not answer an upload with 401, which
 * these connections take for a question to themselves.
 */
@Component
class FilePassage implements HandlerFunction<ServerResponse> {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
    private static final int CHUNK_BYTES = 1 << 16;

    private final ProxyExchangeHandlerFunction passage;

    FilePassage(
            GatewayMvcProperties properties,
            ObjectProvider<RequestHttpHeadersFilter> requestHeaders,
            ObjectProvider<ResponseHttpHeadersFilter> responseHeaders) {
        var exchange = new RestClientProxyExchange(
                RestClient.builder().requestFactory(connections()).build(), properties);
        passage = new ProxyExchangeHandlerFunction(exchange, requestHeaders, responseHeaders);
    }

    private static SimpleClientHttpRequestFactory connections() {
        var connections = new SimpleClientHttpRequestFactory() {
            @Override
            protected void prepareConnection(HttpURLConnection connection, String method) throws IOException {
                super.prepareConnection(connection, method);
                connection.setInstanceFollowRedirects(false);
            }
        };
        connections.setConnectTimeout(CONNECT_TIMEOUT);
        connections.setReadTimeout(LONGEST_SILENCE);
        connections.setChunkSize(CHUNK_BYTES);
        return connections;
    }

    /** It looks for the filters of headers when everything is there. */
    @EventListener
    void begin(ContextRefreshedEvent event) {
        passage.onApplicationEvent(event);
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        return passage.handle(request);
    }
}
