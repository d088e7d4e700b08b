/* The reference cohort as every peer reads it: constants.csv (name,value), rats.csv (one rat a line), times.csv (one time a line). All are
   written by the benchmark program, so that no constant of the model stands here. */
#ifndef COHORT_H
#define COHORT_H
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_TIMES 256

/* Constants of the typical rat. Rates in 1/h, concentrations in ng/mL, temperatures in C, times in h. */
typedef struct {
    double dose_rate, on, off, pump_tau, bioavailability, ka, volume, clearance, exchange, peripheral, ke0;
    double formed, metabolite_rate, metabolite_ke0, excitation, dissociation, efficacy;
    double gamma, amax, kg, a1, k1, a2, k2, bf, kf, w, bs, ks, s, kl, smax, x0, q, theta0;
    double skin, warming, delay;
} constants;

/* One rat: its factors applied. */
typedef struct { int treated; double clearance, dissociation, a1, a2, bf, bs; } rat;

static constants K;
static rat *rats;
static int rat_count, time_count;
static double times[MAX_TIMES];

static FILE *must_open(const char *folder, const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file) { perror(path); exit(2); }
    return file;
}

static void read_cohort(const char *folder) {
    static const char *names[] = { "dose_rate", "on", "off", "pump_tau", "bioavailability", "ka", "volume", "clearance", "exchange", "peripheral",
        "ke0", "formed", "metabolite_rate", "metabolite_ke0", "excitation", "dissociation", "efficacy", "gamma", "amax", "kg", "a1",
        "k1", "a2", "k2", "bf", "kf", "w", "bs", "ks", "s", "kl", "smax", "x0", "q", "theta0", "skin", "warming", "delay" };
    char name[64];
    double value;
    FILE *file = must_open(folder, "constants.csv");
    while (fscanf(file, "%63[^,],%lf\n", name, &value) == 2)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (!strcmp(name, names[i])) ((double *)&K)[i] = value;
    fclose(file);
    file = must_open(folder, "times.csv");
    while (time_count < MAX_TIMES && fscanf(file, "%lf", &times[time_count]) == 1) time_count++;
    fclose(file);
    file = must_open(folder, "rats.csv");
    int treated, room = 0;
    double clearance, dissociation, tolerance, sensitization;
    while (fscanf(file, "%d,%lf,%lf,%lf,%lf", &treated, &clearance, &dissociation, &tolerance, &sensitization) == 5) {
        if (rat_count == room) rats = realloc(rats, sizeof *rats * (room = room ? 2 * room : 1024));
        rats[rat_count++] = (rat){ treated, K.clearance * clearance, K.dissociation * dissociation, K.a1 * tolerance, K.a2 * tolerance,
            K.bf * sensitization, K.bs * sensitization };
    }
    fclose(file);
}

/* a, what drives adaptation, from the concentration of morphine at the effect site. */
static inline double adapting(const rat *m, double ce) {
    double u = ce / m->dissociation;
    return K.efficacy * u / (1 + u);
}

/* The six states from what the drug does: y = G, T1, T2, Hf, Hs, L. */
static inline void nociception(const rat *m, double ce, double me, const double *y, double *d) {
    double a = adapting(m, ce);
    d[0] = K.kg * (a - y[0]);
    d[1] = K.k1 * (m->a1 * a - y[1]);
    d[2] = K.k2 * (m->a2 * y[0] - y[2]);
    d[3] = K.kf * (m->bf * a + K.excitation * me - y[3]);
    d[4] = K.ks * (m->bs * y[0] * (1 + K.s * y[5] / (1 + y[5])) - y[4]);
    d[5] = K.kl * (y[4] - y[5]);
}

static inline double latency(const rat *m, double ce, const double *y) {
    double u = ce / m->dissociation, z = K.efficacy * u / (1 + u + y[1] + y[2]), raised = pow(z, K.gamma), a = raised / (1 + raised);
    double hidden = y[3] - K.w * m->bf * adapting(m, ce), sensitization = (hidden > 0 ? hidden : 0) + y[4];
    double theta = K.theta0 + K.amax * a - K.smax * sensitization / (1 + sensitization) - K.x0 * K.q * u / (1 + K.q * u);
    double rise = (theta > K.skin ? theta - K.skin : 0) / K.warming;
    return K.delay + rise * rise;
}

static const double at_rest[6] = { 0 };

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* Seven filters in a row of disposition: pump, site, slow body, plasma, effect site, metabolite, its effect site. */
typedef struct { double rate[7], exchange_gain; } disposition;

static inline disposition dispose(const rat *m) {
    double k10 = m->clearance / K.volume, k12 = K.exchange / K.volume, k21 = K.exchange / K.peripheral;
    double difference = k10 + k12 - k21, root = sqrt(difference * difference + 4 * k12 * k21);
    double above = difference >= 0 ? (difference + root) / 2 : 2 * k12 * k21 / (root - difference), alpha = k21 + above;
    return (disposition){ { 1 / K.pump_tau, K.ka, k10 * k21 / alpha, alpha, K.ke0, K.metabolite_rate, K.metabolite_ke0 }, k12 * k21 / above };
}

/* All thirteen states: 0 to 5 those of the model, 6 to 12 the seven of disposition. */
static inline void slope_of_all(const rat *m, const disposition *p, double input, const double *y, double *d) {
    const double *x = y + 6, *k = p->rate;
    double *dx = d + 6, in = K.ka / K.volume * x[1];
    dx[0] = input - k[0] * x[0];
    dx[1] = K.bioavailability * x[0] - k[1] * x[1];
    dx[2] = in - k[2] * x[2];
    dx[3] = in + p->exchange_gain * x[2] - k[3] * x[3];
    dx[4] = K.ke0 * (x[3] - x[4]);
    dx[5] = K.formed * m->clearance * x[3] - k[5] * x[5];
    dx[6] = K.metabolite_ke0 * (x[5] - x[6]);
    nociception(m, x[4] > 0 ? x[4] : 0, x[6] > 0 ? x[6] : 0, y, d);
}

/* Writes the latencies for the comparison; prints one line of figures. */
static void report(const char *name, double tolerance, double seconds, double steps, double evaluations, const double *out, const char *folder) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s-%.0e.out", folder, name, tolerance);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < rat_count * time_count; i++) fprintf(file, "%.15g\n", out[i]);
    fclose(file);
    printf("%s,%.0e,%d,%.9g,%.6g,%.6g\n", name, tolerance, rat_count, seconds, steps / rat_count, evaluations / rat_count);
}
#endif
