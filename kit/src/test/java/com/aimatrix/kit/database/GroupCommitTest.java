package com.aimatrix.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.kit.database.GroupCommit.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    /** Doubles numbers; refuses odd ones, and fails as a whole where a negative one is among them. */
    private List<Outcome<Integer>> twice(List<Integer> numbers) {
        groups.add(List.copyOf(numbers));
        if (numbers.stream().anyMatch(each -> each < 0)) {
            throw new IllegalStateException("negative");
        }
        return numbers.stream()
                .map(each -> each % 2 == 0
                        ? new Outcome<>(2 * each, null)
                        : new Outcome<Integer>(null, new IllegalArgumentException("odd " + each)))
                .toList();
    }

    private List<Outcome<Integer>> slowly(List<Integer> numbers) {
        try {
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return twice(numbers);
    }

    private static int sizeOf(int number) {
        return Math.abs(number) >= 1_000 ? 1_000 : 1;
    }

    @Test
    void whatWaitsIsWorkedTogetherAndEachGetsItsOwnAnswer() throws Exception {
        var commits = new GroupCommit<Integer, Integer>(this::slowly, GroupCommitTest::sizeOf, 64);
        var answers = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 40; i++) {
            int number = i;
            answers.add(clients.submit(() -> commits.run(number)));
        }
        go.countDown();
        for (int i = 0; i < 40; i++) {
            Future<Integer> answer = answers.get(i);
            if (i % 2 == 0) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(2 * i);
            } else {
                assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).hasMessageContaining("odd " + i);
            }
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(40);
        assertThat(groups).hasSizeLessThan(40);
    }

    @Test
    void oneThatBreaksItsGroupBreaksAlone() throws Exception {
        var commits = new GroupCommit<Integer, Integer>(this::slowly, GroupCommitTest::sizeOf, 64);
        var answers = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 20; i++) {
            int number = i == 7 ? -2 : 2 * i;
            answers.add(clients.submit(() -> commits.run(number)));
        }
        go.countDown();
        for (int i = 0; i < 20; i++) {
            Future<Integer> answer = answers.get(i);
            if (i == 7) {
                assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).hasMessageContaining("negative");
            } else {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(4 * i);
            }
        }
    }

    @Test
    void groupsKeepToTheirSizeAndALargeRequestGoesAlone() throws Exception {
        var commits = new GroupCommit<Integer, Integer>(this::slowly, GroupCommitTest::sizeOf, 8);
        var answers = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 50; i++) {
            int number = i % 10 == 9 ? 1_000 + i - 1 : 2 * i;
            answers.add(clients.submit(() -> commits.run(number)));
        }
        go.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(groups).allSatisfy(group -> {
            assertThat(group.size()).isLessThanOrEqualTo(8);
            assertThat(group.size() == 1 || group.stream().allMatch(each -> each < 1_000))
                    .isTrue();
        });
    }
}
