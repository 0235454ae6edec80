package com.aimatrix.training.tensorboard;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is written for TensorBoard.
 *
 * @param write whether each run that ends gets an event file among its own files; one can be had of any run at any time
 * @param interval between two looks for runs that have ended
 * @param largestModel files of weights above this size get no histograms
 * @param largestImage images above this size are left out
 * @param largestText likewise texts
 * @param mostFiles images and texts of a run, together
 */
@Validated
@ConfigurationProperties("aimatrix.tracking.tensorboard")
record TensorBoardSettings(
        @DefaultValue("false") boolean write,
        @NotNull @DefaultValue("10s") Duration interval,
        @NotNull @DefaultValue("128MB") DataSize largestModel,
        @NotNull @DefaultValue("8MB") DataSize largestImage,
        @NotNull @DefaultValue("64KB") DataSize largestText,
        @DefaultValue("500") int mostFiles) {}
