package com.aimatrix.training.mlflow;

/** What the paths of MLflow's REST interface begin with: the same for clients and for its pages, in both versions. */
final class TrackingPath {

    static final String API = "/api/2.0/mlflow";
    static final String AJAX = "/ajax-api/2.0/mlflow";
    static final String API_3 = "/api/3.0/mlflow";
    static final String AJAX_3 = "/ajax-api/3.0/mlflow";

    private TrackingPath() {}
}
