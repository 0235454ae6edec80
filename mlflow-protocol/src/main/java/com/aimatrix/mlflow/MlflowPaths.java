package com.aimatrix.mlflow;

/** What the paths of the protocol begin with; every one exists below each of them. */
public final class MlflowPaths {

    public static final String API_2 = "/api/2.0/mlflow/";
    public static final String API_3 = "/api/3.0/mlflow/";
    public static final String AJAX_2 = "/ajax-api/2.0/mlflow/";
    public static final String AJAX_3 = "/ajax-api/3.0/mlflow/";

    private MlflowPaths() {}
}
