package com.aimatrix.training.artifact;

import com.aimatrix.kit.artifact.ArtifactStore.Stat;
import com.aimatrix.kit.artifact.ByteRange;
import com.aimatrix.kit.artifact.Content;
import com.aimatrix.kit.artifact.RangeNotSatisfiable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Answers with a file, or a range of it (RFC 9110). A browser saves it and never shows it: what people log must not run as a page
 * of this address.
 */
@Component
class Download {

    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$&+.^_`|~-]+");
    private static final int BUFFER_BYTES = 1 << 16;

    private final ProxiedArtifacts artifacts;

    Download(ProxiedArtifacts artifacts) {
        this.artifacts = artifacts;
    }

    void answer(ArtifactPath file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader(HttpHeaders.IF_NONE_MATCH) != null || isHead(request)) {
            Stat stat = artifacts.stat(file);
            describe(file, stat, response);
            if (isKnown(stat, request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatus(HttpStatus.NOT_MODIFIED.value());
                return;
            }
            if (isHead(request)) {
                response.setContentLengthLong(stat.size());
                return;
            }
        }
        ByteRange range = range(request.getHeader(HttpHeaders.RANGE));
        try (Content content = open(file, range, request.getHeader(HttpHeaders.IF_RANGE))) {
            describe(file, content.stat(), response);
            if (content.length() < content.stat().size() || range != null && content.first() > 0) {
                response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
                response.setHeader(
                        HttpHeaders.CONTENT_RANGE,
                        "bytes %d-%d/%d"
                                .formatted(
                                        content.first(),
                                        content.first() + content.length() - 1,
                                        content.stat().size()));
            }
            response.setContentLengthLong(content.length());
            copy(content, response.getOutputStream());
        } catch (RangeNotSatisfiable e) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */%d".formatted(e.size()));
            response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
        }
    }

    private static boolean isHead(HttpServletRequest request) {
        return HttpMethod.HEAD.matches(request.getMethod());
    }

    /** @param ifRange the range is only wanted of the version that this names */
    private Content open(ArtifactPath file, @Nullable ByteRange range, @Nullable String ifRange) throws IOException {
        if (range == null || ifRange == null) {
            return artifacts.open(file, range);
        }
        boolean same = quoted(artifacts.stat(file)).equals(ifRange);
        Content content = artifacts.open(file, same ? range : null);
        if (!same || quoted(content.stat()).equals(ifRange)) {
            return content;
        }
        content.close();
        return artifacts.open(file, null);
    }

    /** One range; what is none, or more than one, is answered with the whole, as may be. */
    private static @Nullable ByteRange range(@Nullable String header) {
        Matcher range = ONE_RANGE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return null;
        }
        if (range.group(1).isEmpty()) {
            return ByteRange.suffix(Long.parseLong(range.group(2)));
        }
        long first = Long.parseLong(range.group(1));
        if (range.group(2).isEmpty()) {
            return ByteRange.from(first);
        }
        long last = Long.parseLong(range.group(2));
        return last < first ? null : new ByteRange(first, last);
    }

    private static boolean isKnown(Stat stat, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(each ->
                                each.equals("*") || each.replaceFirst("^W/", "").equals(quoted(stat)));
    }

    private static String quoted(Stat stat) {
        return "\"%s\"".formatted(stat.etag());
    }

    private static void describe(ArtifactPath file, Stat stat, HttpServletResponse response) {
        response.setContentType(ContentTypes.of(file.name()));
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(file.name()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.ETAG, quoted(stat));
        response.setDateHeader(HttpHeaders.LAST_MODIFIED, stat.modified().toEpochMilli());
    }

    /** A name that is a token stands as it is, as clients that read no more than that expect it; any other in both spellings of RFC 6266. */
    private static String disposition(String name) {
        return TOKEN.matcher(name).matches()
                ? "attachment; filename=%s".formatted(name)
                : ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString();
    }

    /** Once it has begun, a failure of the store must break the connection off: what came would look complete. */
    private static void copy(Content content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = content.length();
        while (left > 0) {
            int read;
            try {
                read = content.read(buffer);
            } catch (IOException e) {
                throw new IllegalStateException("the artifact store broke off in the middle of a file", e);
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
