/* The model for deSolve, compiled: R CMD SHLIB desolve_model.c. */
#include "cohort.h"

static const rat *m;
static disposition d;
static double input;

void load_cohort(char **folder, int *rat_number, int *time_number) {
    read_cohort(*folder);
    *rat_number = rat_count;
    *time_number = time_count;
}

void look_at(double *t, int *treated, double *events) {
    for (int i = 0; i < time_count; i++) t[i] = times[i];
    for (int i = 0; i < rat_count; i++) treated[i] = rats[i].treated;
    events[0] = K.on;
    events[1] = K.off;
}

void choose(int *number, int *pumping) {
    m = &rats[*number];
    d = dispose(m);
    input = *pumping ? K.dose_rate / K.pump_tau : 0;
}

void initialise(void (*parameters)(int *, double *)) { (void)parameters; }

void derivatives(int *n, double *t, double *y, double *dy, double *out, int *ip) {
    (void)n; (void)t; (void)out; (void)ip;
    slope_of_all(m, &d, input, y, dy);
}

void latencies(int *count, double *states, double *out) {
    for (int i = 0; i < *count; i++) out[i] = latency(m, states[13 * i + 10] > 0 ? states[13 * i + 10] : 0, states + 13 * i);
}
