package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.BackfillPeriod;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Times;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Earlier events of views that were registered without them. */
@RestController
@RequestMapping("/api/v1/features")
class PeriodApi {

    private final Backfills backfills;
    private final Catalogs catalogs;

    PeriodApi(Backfills backfills, Catalogs catalogs) {
        this.backfills = backfills;
        this.catalogs = catalogs;
    }

    /** Takes in the events of a period that the registration left out; refused where they were taken already. */
    @PostMapping("/views/{name}/backfills")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BackfillPeriod extend(@PathVariable("name") String name, @RequestBody BackfillPeriod period) {
        Times.check("from", period.from());
        Times.check("to", period.to());
        backfills.extend(catalogs.current().requireView(name), period);
        return period;
    }
}
