package com.aimatrix.kit.boot;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a trace context (W3C Trace Context, version 00): the caller's, or a new one. Logs, problem documents,
 * calls of other services and events all carry it.
 */
public class TraceFilter extends OncePerRequestFilter {

    /** Name of the HTTP header, of the CloudEvents extension, and of the entry in the logging context. */
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;

    /** The trace id of the request at work in this thread; a new one outside a request. */
    public static String traceId() {
        String context = MDC.get(TRACEPARENT);
        return context == null ? hex() : context.substring(TRACE_ID_START, TRACE_ID_END);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(TRACEPARENT);
        boolean valid = given != null && VALID.matcher(given).matches();
        MDC.put(TRACEPARENT, valid ? given : "00-%s-%s-01".formatted(hex(), hex().substring(16)));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(TRACEPARENT);
        }
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
