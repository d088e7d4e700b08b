/* SUNDIALS CVODE: BDF, Newton, dense, the Jacobian written by hand; disposition integrated with the rest (13 states).
   Arguments: folder, tolerances. */
#include "cohort.h"
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

enum { N = 13 };
typedef struct { const rat *m; disposition d; double input; } problem;

static int slope(realtype t, N_Vector yv, N_Vector dv, void *user) {
    (void)t;
    const problem *p = user;
    slope_of_all(p->m, &p->d, p->input, NV_DATA_S(yv), NV_DATA_S(dv));
    return 0;
}

static int jacobian(realtype t, N_Vector yv, N_Vector fv, SUNMatrix J, void *user, N_Vector a, N_Vector b, N_Vector c) {
    (void)t; (void)fv; (void)a; (void)b; (void)c;
    const problem *p = user;
    const double *y = NV_DATA_S(yv), *k = p->d.rate;
    double ce = y[10] > 0 ? y[10] : 0, u = ce / p->m->dissociation, below = 1 + u;
    double a = K.efficacy / p->m->dissociation / (below * below), full = 1 + y[5];
#define SET(i, j, v) SM_ELEMENT_D(J, i, j) = (v)
    SET(0, 0, -K.kg); SET(0, 10, K.kg * a);
    SET(1, 1, -K.k1); SET(1, 10, K.k1 * p->m->a1 * a);
    SET(2, 2, -K.k2); SET(2, 0, K.k2 * p->m->a2);
    SET(3, 3, -K.kf); SET(3, 10, K.kf * p->m->bf * a); SET(3, 12, K.kf * K.excitation);
    SET(4, 4, -K.ks); SET(4, 0, K.ks * p->m->bs * (1 + K.s * y[5] / full)); SET(4, 5, K.ks * p->m->bs * y[0] * K.s / (full * full));
    SET(5, 5, -K.kl); SET(5, 4, K.kl);
    for (int i = 0; i < 7; i++) SET(6 + i, 6 + i, -k[i]);
    SET(7, 6, K.bioavailability);
    SET(8, 7, K.ka / K.volume);
    SET(9, 7, K.ka / K.volume); SET(9, 8, p->d.exchange_gain);
    SET(10, 9, K.ke0);
    SET(11, 9, K.formed * p->m->clearance);
    SET(12, 11, K.metabolite_ke0);
    return 0;
}

int main(int argc, char **argv) {
    read_cohort(argv[1]);
    double *out = malloc(sizeof *out * rat_count * time_count);
    SUNContext context;
    SUNContext_Create(NULL, &context);
    N_Vector y = N_VNew_Serial(N, context), atol = N_VNew_Serial(N, context);
    SUNMatrix J = SUNDenseMatrix(N, N, context);
    SUNLinearSolver solver = SUNLinSol_Dense(y, J, context);
    problem p;
    void *mem = CVodeCreate(CV_BDF, context);
    CVodeInit(mem, slope, 0, y);
    CVodeSetUserData(mem, &p);
    CVodeSetLinearSolver(mem, solver, J);
    CVodeSetJacFn(mem, jacobian);
    CVodeSetMaxNumSteps(mem, 1000000);
    for (int arg = 2; arg < argc; arg++) {
        double rtol = atof(argv[arg]), best = 1e30, steps = 0, evaluations = 0;
        /* Disposition is up to 1000 ng/mL: its absolute tolerance is that much larger. */
        for (int i = 0; i < N; i++) NV_Ith_S(atol, i) = (i < 6 ? 0.1 : 10) * rtol;
        for (int repeat = 0; repeat < 2; repeat++) {
            steps = evaluations = 0;
            double before = cpu_seconds();
            for (int i = 0; i < rat_count; i++) {
                double *o = out + i * time_count, t;
                int next = 0;
                p.m = &rats[i];
                while (next < time_count && (!p.m->treated || times[next] <= K.on)) o[next++] = latency(p.m, 0, at_rest);
                if (!p.m->treated) continue;
                p.d = dispose(p.m);
                N_VConst(0, y);
                for (int piece = 0; piece < 2; piece++) {
                    double start = piece ? K.off : K.on, end = piece ? times[time_count - 1] : K.off;
                    p.input = piece ? 0 : K.dose_rate / K.pump_tau;
                    if (piece) NV_Ith_S(y, 6) = 0;
                    CVodeReInit(mem, start, y);
                    CVodeSVtolerances(mem, rtol, atol);
                    CVodeSetStopTime(mem, end);
                    for (; next < time_count && times[next] <= end; next++) {
                        if (CVode(mem, times[next], y, &t, CV_NORMAL) < 0) return 3;
                        o[next] = latency(p.m, fmax(0, NV_Ith_S(y, 10)), NV_DATA_S(y));
                    }
                    if (!piece && (next == 0 || times[next - 1] < end) && CVode(mem, end, y, &t, CV_NORMAL) < 0) return 3;
                    long s, e;
                    CVodeGetNumSteps(mem, &s);
                    CVodeGetNumRhsEvals(mem, &e);
                    steps += s;
                    evaluations += e;
                }
            }
            best = fmin(best, cpu_seconds() - before);
        }
        report("c-cvode-bdf", rtol, best, steps, evaluations, out, argv[1]);
    }
    return 0;
}
