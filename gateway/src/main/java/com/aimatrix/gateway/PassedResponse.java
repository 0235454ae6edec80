package com.aimatrix.gateway;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A service's answer on its way to the caller. When the service breaks off in the middle, so does the gateway: Spring
 * takes an {@link EOFException} for a caller who left and would end the answer as if it were complete.
 */
class PassedResponse implements ServerResponse {

    private static final Logger log = LoggerFactory.getLogger(PassedResponse.class);

    private final ServerResponse answer;
    private final String service;

    PassedResponse(ServerResponse answer, String service) {
        this.answer = answer;
        this.service = service;
    }

    @Override
    public ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws ServletException, IOException {
        try {
            return answer.writeTo(request, response, context);
        } catch (ClientAbortException e) {
            throw e;
        } catch (IOException e) {
            log.warn("{} {}: the answer of {} broke off", request.getMethod(), request.getRequestURI(), service, e);
            throw new IllegalStateException("the %s service broke off its answer".formatted(service));
        }
    }

    @Override
    public HttpStatusCode statusCode() {
        return answer.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return answer.headers();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return answer.cookies();
    }
}
