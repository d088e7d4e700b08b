/* Plain C: Dormand-Prince 5(4), one rat after the other, proportional-integral control, dense output of order 4, a new start at every event.
   What a good C programmer writes for this model. Untreated rats are answered without integration.
   Arguments: folder, "exact" or "ode" (disposition by partial fractions, or integrated with the rest), tolerances. */
#include "cohort.h"

static int exact_disposition, n;
static long steps, evaluations;
static double rtol, atol_;

typedef struct { const rat *m; disposition d; double input, start, mode[7][8]; } problem;

/* Partial fractions: mode[i][0] is the constant, mode[i][j + 1] the coefficient of exp(-rate[j] t) in compartment i. */
static void partial_fractions(problem *p, const double *state) {
    const double *rate = p->d.rate;
    for (int i = 0; i < 7; i++) {
        double rest = state[i];
        for (int j = 0; j < 8; j++) {
            double f = 0;
            const double(*c)[8] = p->mode;
            switch (i) {
                case 0: f = j ? 0 : p->input; break;
                case 1: f = K.bioavailability * c[0][j]; break;
                case 2: f = K.ka / K.volume * c[1][j]; break;
                case 3: f = K.ka / K.volume * c[1][j] + p->d.exchange_gain * c[2][j]; break;
                case 4: f = K.ke0 * c[3][j]; break;
                case 5: f = K.formed * p->m->clearance * c[3][j]; break;
                case 6: f = K.metabolite_ke0 * c[5][j]; break;
            }
            p->mode[i][j] = j == i + 1 || f == 0 ? 0 : f / (rate[i] - (j ? rate[j - 1] : 0));
            rest -= p->mode[i][j];
        }
        p->mode[i][i + 1] = rest;
    }
}

static void concentrations(const problem *p, double t, double *ce, double *me) {
    double c = p->mode[4][0], m = p->mode[6][0];
    for (int j = 0; j < 7; j++) {
        double e = exp(-p->d.rate[j] * (t - p->start));
        c += p->mode[4][j + 1] * e;
        m += p->mode[6][j + 1] * e;
    }
    *ce = c > 0 ? c : 0;
    *me = m > 0 ? m : 0;
}

static double effect_site(const problem *p, double t, const double *y) {
    double ce, me;
    if (!exact_disposition) return y[10] > 0 ? y[10] : 0;
    concentrations(p, t, &ce, &me);
    return ce;
}

static void slope(const problem *p, double t, const double *y, double *d) {
    evaluations++;
    if (exact_disposition) {
        double ce, me;
        concentrations(p, t, &ce, &me);
        nociception(p->m, ce, me, y, d);
        return;
    }
    slope_of_all(p->m, &p->d, p->input, y, d);
}

static double scale(double a, double b) { return atol_ + rtol * fmax(fabs(a), fabs(b)); }

static int integrate(const problem *p, double t, double end, double *y, int next, double *out) {
    double k[7][13], z[13], yn[13], old = 1e-4;
    int rejected = 0;
    slope(p, t, y, k[0]);
    double h = 0.01;
    while (t < end) {
        int last = t + 1.01 * h >= end;
        if (last) h = end - t;
        static const double a[7][6] = { { 0 }, { 1 / 5. }, { 3 / 40., 9 / 40. }, { 44 / 45., -56 / 15., 32 / 9. },
            { 19372 / 6561., -25360 / 2187., 64448 / 6561., -212 / 729. }, { 9017 / 3168., -355 / 33., 46732 / 5247., 49 / 176., -5103 / 18656. },
            { 35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84. } };
        static const double c[7] = { 0, 1 / 5., 3 / 10., 4 / 5., 8 / 9., 1, 1 };
        static const double e[7] = { 71 / 57600., 0, -71 / 16695., 71 / 1920., -17253 / 339200., 22 / 525., -1 / 40. };
        for (int s = 1; s < 7; s++) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < s; j++) sum += a[s][j] * k[j][i];
                z[i] = y[i] + h * sum;
            }
            slope(p, t + c[s] * h, z, k[s]);
        }
        memcpy(yn, z, sizeof yn);
        double error = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int s = 0; s < 7; s++) sum += e[s] * k[s][i];
            sum *= h / scale(y[i], yn[i]);
            error += sum * sum;
        }
        error = sqrt(error / n);
        steps++;
        double grow = pow(fmax(error, 1e-10), 0.17), factor = fmax(0.2, fmin(10, grow / pow(old, 0.04) / 0.9));
        if (!(error <= 1)) {
            h /= fmin(5, grow / 0.9);
            rejected = 1;
            continue;
        }
        double tn = last ? end : t + h;
        for (; next < time_count && times[next] <= tn; next++) {
            double q = (times[next] - t) / h, u = 1 - q, v[13];
            for (int i = 0; i < n; i++) {
                double rise = yn[i] - y[i], bend = h * k[0][i] - rise, twist = rise - h * k[6][i] - bend;
                double wide = h * (-12715105075. / 11282082432. * k[0][i] + 87487479700. / 32700410799. * k[2][i] - 10690763975. / 1880347072. * k[3][i]
                    + 701980252875. / 199316789632. * k[4][i] - 1453857185. / 822651844. * k[5][i] + 69997945. / 29380423. * k[6][i]);
                v[i] = y[i] + q * (rise + u * (bend + q * (twist + u * wide)));
            }
            out[next] = latency(p->m, effect_site(p, times[next], v), v);
        }
        t = tn;
        memcpy(y, yn, sizeof yn);
        memcpy(k[0], k[6], sizeof k[0]);
        old = fmax(error, 1e-4);
        double hn = h / factor;
        h = rejected && hn > h ? h : hn;
        rejected = 0;
    }
    return next;
}

static void run(const rat *m, double *out) {
    int next = 0;
    while (next < time_count && (!m->treated || times[next] <= K.on)) out[next++] = latency(m, 0, at_rest);
    if (!m->treated) return;
    problem p = { m, dispose(m), K.dose_rate / K.pump_tau, K.on, { { 0 } } };
    double y[13] = { 0 }, x[7] = { 0 };
    partial_fractions(&p, x);
    next = integrate(&p, K.on, K.off, y, next, out);
    for (int i = 0; i < 7; i++) {
        x[i] = p.mode[i][0];
        for (int j = 0; j < 7; j++) x[i] += p.mode[i][j + 1] * exp(-p.d.rate[j] * (K.off - K.on));
    }
    x[0] = y[6] = 0;
    p.input = 0;
    p.start = K.off;
    partial_fractions(&p, x);
    integrate(&p, K.off, times[time_count - 1], y, next, out);
}

int main(int argc, char **argv) {
    read_cohort(argv[1]);
    exact_disposition = !strcmp(argv[2], "exact");
    n = exact_disposition ? 6 : 13;
    double *out = malloc(sizeof *out * rat_count * time_count);
    for (int arg = 3; arg < argc; arg++) {
        rtol = atof(argv[arg]);
        atol_ = 0.1 * rtol;
        double best = 1e30;
        for (int repeat = 0; repeat < 3; repeat++) {
            steps = evaluations = 0;
            double before = cpu_seconds();
            for (int i = 0; i < rat_count; i++) run(&rats[i], out + i * time_count);
            best = fmin(best, cpu_seconds() - before);
        }
        report(exact_disposition ? "c-dopri5-exact" : "c-dopri5-ode", rtol, best, steps, evaluations, out, argv[1]);
    }
    return 0;
}
