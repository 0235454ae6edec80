package com.aimatrix.training.worker;

import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.mlp.TrainingDivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.NoSuchFileException;

/** The sentence for a person that a failure comes to. */
final class FailureReason {

    private FailureReason() {}

    static String of(Throwable failure) {
        if (failure instanceof InvocationTargetException wrapped && wrapped.getCause() != null) {
            // In an executable jar it is Spring Boot's loader that calls main.
            return of(wrapped.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return "file " + missing.getFile() + " is not there";
        }
        if (failure instanceof UncheckedIOException wrapped) {
            return wrapped.getMessage() + ": " + wrapped.getCause().getMessage();
        }
        if (failure instanceof OutOfMemoryError) {
            return "the worker's memory is too small for this data: " + failure.getMessage();
        }
        boolean meantForPeople = failure instanceof InvalidDataException
                || failure instanceof ModelFormatException
                || failure instanceof TrainingDivergedException
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException;
        return meantForPeople && failure.getMessage() != null
                ? failure.getMessage()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
