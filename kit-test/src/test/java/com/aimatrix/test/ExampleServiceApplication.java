package com.aimatrix.test;

import com.aimatrix.kit.boot.AimatrixService;
import com.aimatrix.kit.boot.Services;

/** The smallest service there can be. */
@AimatrixService
public class ExampleServiceApplication {

    public static void main(String[] arguments) {
        Services.prepare(ExampleServiceApplication.class, "example-service").run(arguments);
    }
}
