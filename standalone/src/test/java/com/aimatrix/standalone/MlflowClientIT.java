package com.aimatrix.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.RunsPage;

/** MLflow's own Java client, unmodified, that knows nothing of the platform but the gateway's address. */
class MlflowClientIT {

    @TempDir
    static Path directory;

    private static MlflowClient client;

    @BeforeAll
    static void up() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        List<String> command = List.of("up", "--data", folder().root().toString(), "--port", String.valueOf(port));
        client = new MlflowClient(PlatformProcess.start(folder(), AimatrixCommand.class, command, line -> {})
                .gateway()
                .toString());
    }

    @AfterAll
    static void down() {
        client.close();
        PlatformProcess.stop(folder());
    }

    private static PlatformFolder folder() {
        return new PlatformFolder(directory.resolve("data"));
    }

    @Test
    void itLogsARunAndFindsIt() {
        String experiment = client.createExperiment("java");
        RunInfo parent = client.createRun(experiment);
        RunInfo run = client.createRun(CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setRunName("child")
                .setStartTime(1_700_000_000_000L)
                .addTags(RunTag.newBuilder().setKey("mlflow.parentRunId").setValue(parent.getRunId()))
                .build());
        client.logParam(run.getRunId(), "depth", "3");
        client.logMetric(run.getRunId(), "auc", 0.7);
        client.logMetric(run.getRunId(), "auc", 0.8, 1_700_000_000_500L, 1);
        client.logMetric(run.getRunId(), "loss", Double.NaN, 1_700_000_000_500L, 1);
        client.setTag(run.getRunId(), "note", "a");
        client.deleteTag(run.getRunId(), "note");
        client.logBatch(
                run.getRunId(),
                List.of(metric("auc", 0.9, 2), metric("auc", 0.85, 3)),
                List.of(Param.newBuilder().setKey("width").setValue("7").build()),
                List.of(RunTag.newBuilder().setKey("team").setValue("x").build()));
        client.setTerminated(run.getRunId(), RunStatus.FINISHED, 1_700_000_001_000L);

        Run read = client.getRun(run.getRunId());
        assertThat(read.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
        assertThat(read.getInfo().getRunName()).isEqualTo("child");
        assertThat(read.getInfo().getEndTime()).isEqualTo(1_700_000_001_000L);
        assertThat(read.getInfo().getArtifactUri())
                .isEqualTo("mlflow-artifacts:/%s/%s/artifacts".formatted(experiment, run.getRunId()));
        assertThat(read.getData().getParamsList()).extracting(Param::getKey).containsExactly("depth", "width");
        assertThat(read.getData().getMetricsList()).extracting(Metric::getKey).containsExactly("auc", "loss");
        assertThat(read.getData().getMetrics(0).getValue()).isEqualTo(0.85);
        assertThat(read.getData().getMetrics(1).getValue()).isNaN();
        assertThat(client.getMetricHistory(run.getRunId(), "auc"))
                .extracting(Metric::getValue)
                .contains(0.7, 0.8, 0.9, 0.85);

        RunsPage found = client.searchRuns(
                List.of(experiment),
                "metrics.auc > 0.8 AND tags.`mlflow.parentRunId` = '%s'".formatted(parent.getRunId()),
                ViewType.ACTIVE_ONLY,
                10,
                List.of("metrics.auc DESC"));
        assertThat(found.getItems())
                .extracting(each -> each.getInfo().getRunId())
                .containsExactly(run.getRunId());
        assertThat(found.getNextPageToken()).isEqualTo(Optional.empty());
    }

    private static Metric metric(String key, double value, long step) {
        return Metric.newBuilder()
                .setKey(key)
                .setValue(value)
                .setStep(step)
                .setTimestamp(1_700_000_000_600L)
                .build();
    }

    @Test
    void itPagesThroughRuns() {
        String experiment = client.createExperiment("pages");
        for (int i = 0; i < 7; i++) {
            client.createRun(experiment);
        }
        var ids = new ArrayList<String>();
        var page = client.searchRuns(List.of(experiment), "", ViewType.ALL, 3);
        ids.addAll(
                page.getItems().stream().map(each -> each.getInfo().getRunId()).toList());
        while (page.getNextPageToken().isPresent()) {
            page = (RunsPage) page.getNextPage();
            ids.addAll(page.getItems().stream()
                    .map(each -> each.getInfo().getRunId())
                    .toList());
        }
        assertThat(ids).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void itManagesExperiments() {
        assertThat(client.getExperiment("0").getName()).isEqualTo("Default");
        assertThat(client.getExperimentByName("missing")).isEmpty();
        String id = client.createExperiment("managed");
        client.setExperimentTag(id, "team", "x");
        client.renameExperiment(id, "managed 2");
        Experiment read = client.getExperimentByName("managed 2").orElseThrow();
        assertThat(read.getExperimentId()).isEqualTo(id);
        assertThat(read.getTags(0).getValue()).isEqualTo("x");
        client.deleteExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
        client.restoreExperiment(id);
        assertThat(client.searchExperiments("name LIKE 'managed%'").getItems())
                .extracting(Experiment::getExperimentId)
                .containsExactly(id);
    }

    @Test
    void itIsToldWhatIsWrongInItsOwnWords() {
        String experiment = client.createExperiment("wrong");
        assertThatThrownBy(() -> client.createExperiment("wrong"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("RESOURCE_ALREADY_EXISTS");
        assertThatThrownBy(() -> client.getRun("0123456789abcdef0123456789abcdef"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("RESOURCE_DOES_NOT_EXIST");
        String run = client.createRun(experiment).getRunId();
        client.deleteRun(run);
        assertThatThrownBy(() -> client.logMetric(run, "m", 1)).hasMessageContaining("'active' state");
        client.restoreRun(run);
        client.logParam(run, "p", "1");
        assertThatThrownBy(() -> client.logParam(run, "p", "2"))
                .hasMessageContaining("Changing param values is not allowed");
    }
}
