package com.aimatrix.kit.database;

import com.aimatrix.kit.boot.ServiceSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool of the service's role; the schema is migrated before the first connection is handed out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {

    @Bean
    HikariDataSource dataSource(DatabaseSettings settings, ServiceSettings service) {
        new Migrations(settings).migrate(service.name());
        var config = new HikariConfig();
        config.setPoolName(service.name());
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setIdleTimeout(60_000);
        config.setConnectionInitSql("set role " + Migrations.role(service.name()));
        config.addDataSourceProperty("ApplicationName", service.name());
        return new HikariDataSource(config);
    }
}
