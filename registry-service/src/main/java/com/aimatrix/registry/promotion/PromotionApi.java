package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models/{model}")
class PromotionApi {

    private final Promotions promotions;
    private final OverrideRole role;

    PromotionApi(Promotions promotions, OverrideRole role) {
        this.promotions = promotions;
        this.role = role;
    }

    @PostMapping("/versions/{version}/promotions")
    Promotion promote(
            @PathVariable String model,
            @PathVariable int version,
            @RequestBody PromotionRequest request,
            @RequestHeader(name = OverrideRole.HEADER, required = false) String key) {
        PromotionRequest asked = request.override()
                ? new PromotionRequest(request.stage(), role.holder(key), request.reason(), true)
                : request;
        return promotions.promote(model, version, asked);
    }

    @GetMapping("/promotions")
    List<Promotion> history(@PathVariable String model, @RequestParam(defaultValue = "100") int limit) {
        return promotions.history(model, limit);
    }

    @PostMapping("/promotions/undo")
    Promotion undo(@PathVariable String model, @Valid @RequestBody UndoRequest request) {
        return promotions.undo(model, request);
    }
}
