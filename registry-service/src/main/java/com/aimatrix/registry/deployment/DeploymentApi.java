package com.aimatrix.registry.deployment;

import com.aimatrix.contracts.registry.Deployment;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models/{model}/deployment")
class DeploymentApi {

    private final Deployments deployments;

    DeploymentApi(Deployments deployments) {
        this.deployments = deployments;
    }

    @GetMapping
    Deployment get(@PathVariable String model) {
        return deployments.get(model);
    }

    @PutMapping("/shadows")
    Deployment setShadows(@PathVariable String model, @Valid @RequestBody ShadowVersions shadows) {
        return deployments.setShadows(model, shadows);
    }

    @PostMapping("/rollback")
    Deployment rollback(@PathVariable String model) {
        return deployments.rollback(model);
    }
}
