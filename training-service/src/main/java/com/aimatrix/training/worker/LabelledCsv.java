package com.aimatrix.training.worker;

import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.training.LabelledTable;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Rows, labels and times read from CSV files.
 *
 * @param rows in order of time
 * @param unlabelled rows left out because they have no label
 * @param sha256 hex hash of the uncompressed files one after the other
 */
record LabelledCsv(LabelledTable rows, int unlabelled, String sha256) {

    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Reads the files of a task.
     *
     * @param inputs columns to keep
     * @throws InvalidDataException when a file is not what it must be
     */
    static LabelledCsv read(WorkFolder folder, WorkerTask.Data data, List<Input> inputs) throws IOException {
        MessageDigest digest = Sha256.begin();
        RowCollector collector = new RowCollector(inputs, data);
        for (String name : data.files()) {
            Path file = folder.resolve(name);
            try (InputStream in = open(file);
                    DigestInputStream hashed = new DigestInputStream(in, digest);
                    CsvReader<CsvRecord> reader =
                            CsvReader.builder().ofCsvRecord(new InputStreamReader(hashed, StandardCharsets.UTF_8))) {
                collector.startFile(file.getFileName().toString());
                reader.forEach(collector::add);
            } catch (CsvParseException e) {
                throw new InvalidDataException(name + " is not sound CSV: " + e.getMessage());
            }
        }
        String hash = Sha256.hex(digest);
        if (data.sha256() != null && !data.sha256().equals(hash)) {
            throw new InvalidDataException(
                    "the data has the SHA-256 " + hash + ", expected " + data.sha256() + ": it was changed or cut off");
        }
        return new LabelledCsv(collector.rows(), collector.unlabelled(), hash);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        return file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }
}
