package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models/{model}")
class PromotionApi {

    private final Promotions promotions;

    PromotionApi(Promotions promotions) {
        this.promotions = promotions;
    }

    @PostMapping("/versions/{version}/promotions")
    Promotion promote(@PathVariable String model, @PathVariable int version, @RequestBody PromotionRequest request) {
        return promotions.promote(model, version, request);
    }

    @GetMapping("/promotions")
    List<Promotion> history(@PathVariable String model, @RequestParam(defaultValue = "100") int limit) {
        return promotions.history(model, limit);
    }
}
