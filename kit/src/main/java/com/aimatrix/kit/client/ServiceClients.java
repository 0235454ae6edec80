package com.aimatrix.kit.client;

import com.aimatrix.kit.boot.TraceFilter;
import java.net.URI;
import java.net.http.HttpClient;
import org.slf4j.MDC;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/** Makes clients of HTTP interfaces, with timeouts and the platform's JSON. */
public class ServiceClients {

    private final ServiceAddresses addresses;
    private final JsonMapper json;

    ServiceClients(ServiceAddresses addresses, JsonMapper json) {
        this.addresses = addresses;
        this.json = json;
    }

    /** Where the services answer. */
    public ServiceAddresses addresses() {
        return addresses;
    }

    /** A client of an interface at an address; a status of 4xx or 5xx is thrown as {@code RestClientException}. */
    public <T> T create(Class<T> contract, URI address) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest(address)))
                .build()
                .createClient(contract);
    }

    private RestClient rest(URI address) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(addresses.connectTimeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(addresses.readTimeout());
        return RestClient.builder()
                .baseUrl(address.toString())
                .requestFactory(requests)
                .requestInterceptor((request, body, next) -> {
                    String trace = MDC.get(TraceFilter.TRACEPARENT);
                    if (trace != null) {
                        request.getHeaders().set(TraceFilter.TRACEPARENT, trace);
                    }
                    return next.execute(request, body);
                })
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .build();
    }
}
