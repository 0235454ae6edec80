package com.aimatrix.kit.boot;

import com.aimatrix.kit.client.ClientConfiguration;
import com.aimatrix.kit.database.DatabaseConfiguration;
import com.aimatrix.kit.event.EventConfiguration;
import com.aimatrix.kit.problem.ProblemAdvice;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** A service of the platform: a Spring Boot application with the kit's database, events, problems and clients. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({
    ServiceConfiguration.class,
    DatabaseConfiguration.class,
    EventConfiguration.class,
    ClientConfiguration.class,
    ProblemAdvice.class
})
public @interface AimatrixService {}
