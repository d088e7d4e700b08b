#!/bin/sh
# Runs the same cohort through PawLatency, plain C, SUNDIALS CVODE and deSolve, one after the other, and prints all figures side by side.
# Needs gcc, and for the last two libsundials-dev and R with deSolve; what is missing is left out and said.
# Arguments: number of rats (default 4000, half of them treated), folder for the work (default a temporary one).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rats=${1:-4000}
work=${2:-$(mktemp -d)}
tolerances="1e-4 1e-5 1e-6 1e-7 1e-8 1e-9 1e-10"

dotnet build "$here/.." -c Release -v quiet >&2
benchmarks="dotnet run --project $here/.. -c Release --no-build --"
$benchmarks export "$work" "$rats"
: > "$work/figures.csv"

gcc -O3 -march=native -o "$work/dormand_prince" "$here/dormand_prince.c" -lm
# In turns, because the clock of a shared machine changes from minute to minute; the best of each counts.
for round in 1 2 3; do
    $benchmarks cohort "$work" $tolerances | tee -a "$work/figures.csv" >&2
    "$work/dormand_prince" "$work" exact $tolerances | tee -a "$work/figures.csv" >&2
done
"$work/dormand_prince" "$work" ode $tolerances | tee -a "$work/figures.csv" >&2

if gcc -O3 -march=native -o "$work/cvode" "$here/cvode.c" \
    -lsundials_cvode -lsundials_nvecserial -lsundials_sunmatrixdense -lsundials_sunlinsoldense -lm 2>/dev/null; then
    "$work/cvode" "$work" $tolerances | tee -a "$work/figures.csv" >&2
else
    echo "SUNDIALS is not here: CVODE is left out." >&2
fi

if Rscript -e 'library(deSolve)' >/dev/null 2>&1; then
    cp "$here/desolve_model.c" "$here/cohort.h" "$work"
    (cd "$work" && R CMD SHLIB desolve_model.c >/dev/null 2>&1)
    Rscript "$here/desolve.R" "$work" 100 $tolerances | tee -a "$work/figures.csv" >&2
else
    echo "R with deSolve is not here: it is left out." >&2
fi

$benchmarks table "$work"
