package com.aimatrix.kit.artifact;

import com.aimatrix.contracts.registry.ArtifactFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of a folder on this machine. */
public final class FolderFiles {

    private FolderFiles() {}

    /** Every file below a folder with its size and hash, by path; empty when there is no such folder. Links are left out. */
    public static List<ArtifactFile> of(Path folder) throws IOException {
        var files = new ArrayList<ArtifactFile>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return files;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    String path = folder.relativize(file).toString().replace('\\', '/');
                    files.add(new ArtifactFile(path, attributes.size(), Sha256.hex(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(ArtifactFile::path));
        return files;
    }
}
