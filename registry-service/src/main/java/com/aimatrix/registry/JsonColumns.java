package com.aimatrix.registry;

import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.Jackson3JsonFormatMapper;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** jsonb columns are written as the HTTP answers are: one JSON for both. */
@Configuration(proxyBeanMethods = false)
class JsonColumns {

    @Bean
    HibernatePropertiesCustomizer jsonColumnMapper(JsonMapper json) {
        return properties -> properties.put(MappingSettings.JSON_FORMAT_MAPPER, new Jackson3JsonFormatMapper(json));
    }
}
