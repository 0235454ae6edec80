package com.aimatrix.training.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface ExperimentRepository extends Repository<Experiment, Long> {

    Optional<Experiment> findByName(String name);

    Optional<Experiment> findById(long id);

    List<Experiment> findByIdIn(Collection<Long> ids);

    List<Experiment> findAllByOrderById();
}
