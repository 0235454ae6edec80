package com.aimatrix.feature.batch;

import java.util.List;

/** Who is at work on uploads. */
public interface UploadUses {

    /** What reads an upload just now, named for people; asked in the transaction that would delete it. */
    List<String> readers(String uploadId);
}
