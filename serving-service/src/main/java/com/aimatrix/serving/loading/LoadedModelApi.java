package com.aimatrix.serving.loading;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/predict/models")
class LoadedModelApi {

    private final LoadedModels models;

    LoadedModelApi(LoadedModels models) {
        this.models = models;
    }

    @GetMapping
    List<ServedModel> all() {
        return models.all();
    }
}
