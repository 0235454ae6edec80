package com.aimatrix.training;

/** Run documents of tests. */
final class Documents {

    private Documents() {}

    /** A run that ends after a few seconds. */
    static String quick(String name) {
        return document(name, 3, "null", false);
    }

    /** A run that asks for a promotion and is compared with what is live. */
    static String promoting(String name) {
        return document(name, 3, "{\"model\": \"flights\", \"promote\": true}", true);
    }

    /** A run with so many epochs that it can be disturbed. */
    static String slow(String name, int epochs) {
        return document(name, epochs, "null", false);
    }

    private static String document(String name, int epochs, String registration, boolean compare) {
        return """
                {"run_name": "%s", "experiment_name": "tests",
                 "data_config": {
                   "spine": {"source": "landed", "timestamp": "asked_at", "id": "flight", "label": "late"},
                   "from": "2011-01-01T00:00:00Z", "to": "2011-04-01T00:00:00Z", "validation_days": 31,
                   "features": ["f:delay", "f:carrier"]},
                 "model_config": {"type": "mlp", "hidden": [16], "dropout": 0.1},
                 "training": {"max_epochs": %d, "batch_size": 64, "learning_rate": 0.005, "weight_decay": 0.01,
                   "patience": %d, "seed": 7},
                 "registration": %s,
                 "compare_with_live": %s,
                 "retraining": {"validation_days": 14}}
                """.formatted(name, epochs, epochs, registration, compare);
    }
}
