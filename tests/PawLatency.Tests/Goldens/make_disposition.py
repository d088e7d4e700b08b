"""Makes the disposition goldens by numerical integration, independently of the library.

    python3 make_disposition.py [library] [random] [ramps]

reads ../../../data/substances/*.yaml, data/pumps.yaml and data/pellets.yaml itself and writes disposition_library.csv
(every substance of the library but gases), disposition_random.csv (random substances, many with equal or nearly equal rates)
and disposition_ramps.csv (the same with rates along straight lines); all three, or those that are named.

The equations are written here in amounts, as a pharmacologist would draw them, not in the factored form the library uses:

    device'     = inflow - rate device            pump: delivered rate; pellet: content
    site'       = dose input - ka site
    central'    = F ka site + i.v. input - (CL + Q) central / V1 + Q peripheral / V2
    peripheral' = Q central / V1 - Q peripheral / V2
    effect'     = ke0 (central / V1 - effect)

Each row is integrated by SciPy's DOP853, restarted at every event and at every time written (so that no interpolant is used),
and solved a second time as a matrix exponential with 50 digits by mpmath. Where the two differ by more than 1e-12 of the value
the row carries the mpmath numbers and maker M, otherwise the SciPy numbers and maker S.
"""

import datetime
import glob
import math
import platform
import random
import sys

import mpmath
import numpy
import scipy
import yaml
from scipy.integrate import solve_ivp

mpmath.mp.dps = 50
SEED = 20261122
MASS_G = 300.0
RELATIVE = 2.3e-14  # SciPy's floor is 100 eps = 2.22e-14
ABSOLUTE = 1e-22
NOTHING = 1e-12  # of the curve's peak: below it a cell is left empty
BOLUS_UG_PER_KG = 1000.0
RATE_UG_PER_KG_H = 500.0
DATA = "../../../data/"


class Problem:
    """A linear system with an input along a line, its matrix, and events (hours, column, kind, amount); a slope is an amount per h."""

    def __init__(self, parent, route, device=None, device_rate=0.0, pump=False):
        self.names = []
        self.entries = []
        self.events = []
        self.reads = []
        device_index = self.state() if device else None
        site = self.state() if route else None
        self.central = central = self.body(parent)
        if route:
            ka, f = parent["absorption"][route]
            self.flow(site, site, -ka)
            self.flow(central, site, f * ka)
        self.target = central if site is None else site
        if device:
            self.flow(device_index, device_index, -device_rate)
            self.flow(self.target, device_index, 1.0 if pump else device_rate)
            self.target = device_index
        while parent.get("metabolite"):
            metabolite, fraction = parent["metabolite"]
            formed = fraction * parent["cl"] * metabolite["molar"] / parent["molar"]
            body = self.body(metabolite)
            self.flow(body, central, formed / parent["v1"])
            parent, central = metabolite, body

    def state(self):
        self.names.append(None)
        return len(self.names) - 1

    def flow(self, to, source, rate):
        self.entries.append((to, source, rate))

    def body(self, s):
        central = self.state()
        self.flow(central, central, -s["cl"] / s["v1"])
        if s.get("q") is not None:
            peripheral = self.state()
            self.flow(central, central, -s["q"] / s["v1"])
            self.flow(central, peripheral, s["q"] / s["v2"])
            self.flow(peripheral, central, s["q"] / s["v1"])
            self.flow(peripheral, peripheral, -s["q"] / s["v2"])
        effect = self.state()
        self.flow(effect, central, s["ke0"] / s["v1"])
        self.flow(effect, effect, -s["ke0"])
        self.reads.append((s["name"], central, s["v1"], effect))
        return central

    def matrix(self, zero):
        n = len(self.names)
        m = zero(n)
        for to, source, rate in self.entries:
            m[to, source] += rate
        return m


def stops(problem, times):
    return sorted({*times, *(event[0] for event in problem.events)})


def apply(problem, at, state, inputs, slopes):
    for hours, column, kind, amount in problem.events:
        if hours == at:
            if kind == "amount":
                state[column] += amount
            elif kind == "rate":
                inputs[column] = amount
            elif kind == "slope":
                slopes[column] = amount  # NumPy rounds it
            else:
                state[column] = 0


def by_scipy(problem, times):
    n = len(problem.names)
    matrix = problem.matrix(lambda size: numpy.zeros((size, size)))
    state, inputs, slopes, now, rows = numpy.zeros(n), numpy.zeros(n), numpy.zeros(n), 0.0, {}
    for stop in stops(problem, times):
        if stop > now:
            solution = solve_ivp(lambda t, y: matrix @ y + inputs + slopes * (t - now), (now, stop), state, method="DOP853", rtol=RELATIVE, atol=ABSOLUTE)
            assert solution.success
            state, inputs = solution.y[:, -1].copy(), inputs + slopes * (stop - now)
        if stop in times:
            rows[stop] = [(state[c] / v, state[e]) for _, c, v, e in problem.reads]
        apply(problem, stop, state, inputs, slopes)
        now = stop
    return rows


def by_mpmath(problem, times):
    n = len(problem.names)
    state, inputs, slopes, now, rows = mpmath.zeros(n, 1), mpmath.zeros(n, 1), mpmath.zeros(n, 1), 0.0, {}
    for stop in stops(problem, times):
        if stop > now:
            # Two columns more: the input is u, and u' is 1 times the slope.
            matrix = problem.matrix(lambda size: mpmath.zeros(size + 2, size + 2))
            for i in range(n):
                matrix[i, n], matrix[i, n + 1] = inputs[i], slopes[i]
            matrix[n + 1, n] = 1
            length = mpmath.mpf(stop) - mpmath.mpf(now)
            start = mpmath.matrix([*state, 1, 0])
            state = mpmath.matrix(list((mpmath.expm(matrix * length) * start)[:n]))
            inputs = inputs + slopes * length
        if stop in times:
            rows[stop] = [(state[c] / v, state[e]) for _, c, v, e in problem.reads]
        apply(problem, stop, state, inputs, slopes)
        now = stop
    return rows


class Table:
    def __init__(self, path, columns, what):
        self.path, self.columns, self.what = path, columns, what
        self.lines, self.worst, self.by_mpmath = [], 0.0, 0

    def solve(self, prefix, problem, times):
        scipy_rows, exact_rows = by_scipy(problem, times), by_mpmath(problem, times)
        for acting, (name, *_) in enumerate(problem.reads):
            peaks = [max(abs(exact_rows[hours][acting][column]) for hours in times) for column in (0, 1)]
            for hours in times:
                cells, good = [], True
                for value, exact, peak in zip(scipy_rows[hours][acting], exact_rows[hours][acting], peaks):
                    if abs(exact) < NOTHING * peak:
                        cells.append(("", ""))
                        continue
                    error = float(abs(value - exact) / abs(exact))
                    self.worst = max(self.worst, error)
                    good = good and error <= 1e-12
                    cells.append((repr(float(value)), repr(float(exact))))
                if any(cell[0] for cell in cells):
                    self.by_mpmath += not good
                    self.lines.append(",".join([*prefix, repr(hours), name, *(a if good else b for a, b in cells), "S" if good else "M"]))

    def write(self):
        with open(self.path, "w", encoding="utf-8", newline="\n") as file:
            file.write(f"# {self.what}\n")
            file.write("# Maker: make_disposition.py beside this file; command: python3 make_disposition.py\n")
            file.write(f"# Versions: Python {platform.python_version()}, SciPy {scipy.__version__}, NumPy {numpy.__version__}, mpmath {mpmath.__version__}\n")
            file.write(f"# Date: {datetime.date.today().isoformat()}\n")
            file.write("# Method: DOP853, rtol 2.3e-14, restarted at each event and each time (maker S); every row checked against a matrix\n")
            file.write("# exponential with 50 digits, which replaces the row where the two differ by more than 1e-12 (maker M).\n")
            file.write(f"# Largest relative difference between the two: {self.worst:.1e}; rows with maker M: {self.by_mpmath} of {len(self.lines)}\n")
            file.write("# Units: h, L/h/kg, L/kg, 1/h, ng/mL; a row at the time of an event is the state before it; an empty cell is below 1e-12 of its curve's peak.\n")
            file.write(self.columns + "\n")
            file.write("\n".join(self.lines) + "\n")


def regimen(kind, parent, route, tau, remove, pellet=None):
    """A problem with its doses; kind is bolus, infusion (2 h), pump (unprimed) or pellet."""
    if kind == "bolus":
        problem = Problem(parent, route)
        problem.events = [(0.0, problem.target, "amount", BOLUS_UG_PER_KG)]
    elif kind == "infusion":
        problem = Problem(parent, route)
        problem.events = [(0.0, problem.target, "rate", RATE_UG_PER_KG_H), (2.0, problem.target, "rate", 0.0)]
    elif kind == "pump":
        problem = Problem(parent, route, True, 1 / tau, pump=True)
        problem.events = [(0.0, problem.target, "rate", RATE_UG_PER_KG_H / tau),
                          (remove, problem.target, "rate", 0.0), (remove, problem.target, "empty", 0.0)]
    else:
        problem = Problem(parent, route, True, pellet["rate"])
        content = pellet["mg"] * 1000 / (MASS_G / 1000)
        problem.events = [(0.0, problem.target, "amount", content), (remove, problem.target, "empty", 0.0)]
    return problem


def read_library():
    raw = {}
    for path in sorted(glob.glob(DATA + "substances/*.yaml")):
        with open(path, encoding="utf-8") as file:
            item = yaml.safe_load(file)
        # A gas is breathed; it has none of the routes here.
        if item.get("disposition") and "gas-in-blood" not in item:
            raw[item["name"]] = item
    units = {"clearance": "L/h/kg", "central-volume": "L/kg", "intercompartmental-clearance": "L/h/kg",
             "peripheral-volume": "L/kg", "effect-site-rate": "1/h"}
    library = {}
    for name, item in raw.items():
        body = item["disposition"]
        for key, value in body.items():
            # What kidneys do is no rate of a rat whose kidneys are well.
            assert key == "renal-share" or value["unit"] == units[key], (name, key)
        one = {"name": name, "molar": item["forms"]["base"]["molar-mass"]["value"], "cl": body["clearance"]["value"],
               "v1": body["central-volume"]["value"], "ke0": body["effect-site-rate"]["value"], "absorption": {}}
        if "intercompartmental-clearance" in body:
            one["q"], one["v2"] = body["intercompartmental-clearance"]["value"], body["peripheral-volume"]["value"]
        for route, values in item.get("absorption", {}).items():
            assert values["rate"]["unit"] == "1/h" and values["bioavailability"]["unit"] == "1"
            one["absorption"][route] = (values["rate"]["value"], values["bioavailability"]["value"])
        library[name] = one
    for name, item in raw.items():
        if "metabolite" in item:
            library[name]["metabolite"] = (library[item["metabolite"]["substance"]], item["metabolite"]["fraction"]["value"])
    return library


def make_library(tau):
    table = Table("disposition_library.csv", "substance,regimen,route,hours,acting,plasma,effect,maker",
                  "Every substance of the library but gases: bolus 1 mg/kg, 2-h infusion 0.5 mg/kg/h, unprimed pump 0.5 mg/kg/h out on day 3, pellet out on day 3; rat 300 g.")
    with open(DATA + "pellets.yaml", encoding="utf-8") as file:
        raw = yaml.safe_load(file)["pellets"][0]
    pellet = {"mg": raw["content"]["value"], "rate": raw["release-rate"]["value"]}
    assert raw["name"] == "morphine-75mg" and raw["form"] == "base"
    routes = {"subcutaneous": "sc", "intraperitoneal": "ip", "oral": "po"}
    for name, parent in read_library().items():
        bolus, infusion, long = [0.02, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0], [0.1, 0.5, 1.0, 2.0, 2.02, 2.1, 3.0, 5.0, 8.0], [0.1, 1.0, 4.0, 12.0, 48.0, 72.0, 72.1, 73.0, 76.0, 80.0]
        table.solve([name, "bolus", "iv"], regimen("bolus", parent, None, tau, 0), bolus)
        table.solve([name, "infusion", "iv"], regimen("infusion", parent, None, tau, 0), infusion)
        for route in parent["absorption"]:
            table.solve([name, "bolus", routes[route]], regimen("bolus", parent, route, tau, 0), bolus)
        by_pump = "subcutaneous" if "subcutaneous" in parent["absorption"] else None
        table.solve([name, "pump", routes.get(by_pump, "iv")], regimen("pump", parent, by_pump, tau, 72.0), long)
        if name == "morphine":
            table.solve([name, "pump", "iv"], regimen("pump", parent, None, tau, 72.0), long)
            table.solve([name, "pellet", "sc"], regimen("pellet", parent, "subcutaneous", tau, 72.0, pellet), long)
        print(name, f"{table.worst:.1e}", flush=True)
    table.write()


def log_uniform(source, low, high):
    return math.exp(source.uniform(math.log(low), math.log(high)))


def alpha_beta(s):
    k10, k12, k21 = (mpmath.mpf(s["cl"]) / s["v1"], mpmath.mpf(s["q"]) / s["v1"], mpmath.mpf(s["q"]) / s["v2"])
    total = k10 + k12 + k21
    root = mpmath.sqrt(total * total - 4 * k10 * k21)
    return float((total + root) / 2), float((total - root) / 2)


def draw(source, name):
    s = {"name": name, "molar": 1.0, "cl": log_uniform(source, 0.5, 15), "v1": log_uniform(source, 0.3, 6),
         "q": log_uniform(source, 0.5, 15), "v2": log_uniform(source, 0.3, 6), "ke0": log_uniform(source, 0.3, 50)}
    s["absorption"] = {"subcutaneous": (log_uniform(source, 0.2, 20), source.uniform(0.3, 1))}
    return s


# What is made equal to what: pairs, triples, one quadruple, and alpha with beta.
COINCIDENCES = ["ke0=alpha", "ke0=beta", "ka=alpha", "ka=beta", "ka=ke0", "ka=1/tau", "ke0=1/tau", "beta=1/tau",
                "ka=ke0=alpha", "ka=ke0=beta", "ka=ke0=1/tau", "ke0=beta=1/tau", "ka=ke0=beta=1/tau", "alpha=beta"]
DIFFERENCES = [0.0, 1e-12, 1e-9, 1e-6, 1e-4, 1e-3, 1e-2]


def coincide(s, which, difference, tau):
    names = which.split("=")
    if which == "alpha=beta":
        # k10 = k21 and k12 = k21 d^2 / 4 put alpha and beta d apart; d below 1e-5 is not tried.
        s["v2"] = s["v1"] * max(difference, 1e-5) ** 2 / 4
        s["q"] = s["cl"] * s["v2"] / s["v1"]
    if "beta" in names and "1/tau" in names:
        scale = 1 / tau / alpha_beta(s)[1]
        s["cl"], s["q"] = s["cl"] * scale, s["q"] * scale
    alpha, beta = alpha_beta(s)
    common = {"alpha": alpha, "beta": beta, "1/tau": 1 / tau}.get(names[-1], s["ke0"])
    if "beta" in names and "1/tau" in names:
        common = beta
    ka, f = s["absorption"]["subcutaneous"]
    # Three rates lie evenly: d below and d above the one they approach.
    if "ke0" in names:
        s["ke0"] = common * (1 + difference) if names[-1] != "ke0" else s["ke0"]
    if "ka" in names:
        ka = common * (1 - difference)
    s["absorption"]["subcutaneous"] = (ka, f)


def make_random(tau):
    table = Table("disposition_random.csv",
                  "case,near,difference,cl,v1,q,v2,ke0,ka,f,m_fraction,m_cl,m_v1,m_q,m_v2,m_ke0,regimen,route,hours,acting,plasma,effect,maker",
                  f"Random substances, random.Random({SEED}): log-uniform CL, Q 0.5-15, V1, V2 0.3-6, ka 0.2-20, ke0 0.3-50, F 0.3-1; pump out at 12 h; doses as in disposition_library.csv.")
    source = random.Random(SEED)
    cases = [("none", 0.0)] * 102 + [(which, d) for d in DIFFERENCES for which in COINCIDENCES] + [("metabolite", 0.0)] * 12 + [("metabolite", d) for d in (0.0, 1e-9, 1e-6, 1e-3)] * 2
    times = {"bolus": [0.1, 0.3, 1.0, 3.0, 8.0, 24.0], "infusion": [0.1, 1.0, 2.0, 2.1, 4.0, 8.0, 24.0], "pump": [0.1, 1.0, 4.0, 12.0, 12.1, 13.0, 16.0, 30.0]}
    for number, (near, difference) in enumerate(cases):
        s = draw(source, "parent")
        kind, route = source.choice([("bolus", None), ("infusion", None), ("bolus", "subcutaneous"), ("pump", None), ("pump", "subcutaneous")])
        if near not in ("none", "metabolite"):
            coincide(s, near, difference, tau)
            kind = "pump" if "tau" in near else kind
            route = "subcutaneous" if "ka" in near else route
            kind = "bolus" if route and kind == "infusion" else kind
        fields = ["", "", "", "", "", ""]
        if near == "metabolite":
            m = draw(source, "metabolite")
            if number >= len(cases) - 8:
                # The metabolite's plasma and effect site share the rates of the parent's.
                m.update(cl=s["cl"], v1=s["v1"], q=s["q"], v2=s["v2"], ke0=s["ke0"])
                m["cl"], m["q"] = m["cl"] * (1 + difference), m["q"] * (1 + difference)
            fraction = source.uniform(0.1, 1)
            s["metabolite"] = (m, fraction)
            fields = [repr(x) for x in (fraction, m["cl"], m["v1"], m["q"], m["v2"], m["ke0"])]
        ka, f = s["absorption"]["subcutaneous"]
        prefix = [str(number), near, repr(difference), *(repr(x) for x in (s["cl"], s["v1"], s["q"], s["v2"], s["ke0"], ka, f)),
                  *fields, kind, "sc" if route else "iv"]
        table.solve(prefix, regimen(kind, s, route, tau, 12.0), times[kind])
        if number % 20 == 0:
            print(number, f"{table.worst:.1e}", flush=True)
    table.write()


def make_ramps():
    table = Table("disposition_ramps.csv",
                  "case,near,difference,cl,v1,q,v2,ke0,ka,f,m_fraction,m_cl,m_v1,m_q,m_v2,m_ke0,first,last,length,route,hours,acting,plasma,effect,maker",
                  f"Rates along straight lines, random.Random({SEED + 1}): substances as in disposition_random.csv, rates 0-500 ug/kg/h, length 0.01-48 h.")
    source = random.Random(SEED + 1)
    coincidences = [which for which in COINCIDENCES if "tau" not in which]
    cases = [("none", 0.0)] * 40 + [(which, d) for d in DIFFERENCES for which in coincidences] + [("metabolite", 0.0)] * 20
    for number, (near, difference) in enumerate(cases):
        s = draw(source, "parent")
        route = "subcutaneous" if "ka" in near else source.choice([None, "subcutaneous"])
        if near not in ("none", "metabolite"):
            coincide(s, near, difference, 1.0)
        fields = ["", "", "", "", "", ""]
        if near == "metabolite":
            m, fraction = draw(source, "metabolite"), source.uniform(0.1, 1)
            s["metabolite"] = (m, fraction)
            fields = [repr(x) for x in (fraction, m["cl"], m["v1"], m["q"], m["v2"], m["ke0"])]
        first, last = source.choice([(0.0, RATE_UG_PER_KG_H), (RATE_UG_PER_KG_H, 0.0), (RATE_UG_PER_KG_H, 100.0), (50.0, RATE_UG_PER_KG_H)])
        length = log_uniform(source, 0.01, 48)
        problem = Problem(s, route)
        problem.events = [(0.0, problem.target, "rate", first), (0.0, problem.target, "slope", (mpmath.mpf(last) - first) / length),
                          (length, problem.target, "rate", 0.0), (length, problem.target, "slope", 0.0)]
        ka, f = s["absorption"]["subcutaneous"]
        prefix = [str(number), near, repr(difference), *(repr(x) for x in (s["cl"], s["v1"], s["q"], s["v2"], s["ke0"], ka, f)),
                  *fields, repr(first), repr(last), repr(length), "sc" if route else "iv"]
        table.solve(prefix, problem, [0.001 * length, 0.03 * length, 0.3 * length, 0.8 * length, length, length + 0.1, length + 2.0])
        if number % 20 == 0:
            print(number, f"{table.worst:.1e}", flush=True)
    table.write()


if __name__ == "__main__":
    with open(DATA + "pumps.yaml", encoding="utf-8") as pumps:
        start_up = yaml.safe_load(pumps)["start-up"]["time-constant"]
    assert start_up["unit"] == "h"
    wanted = sys.argv[1:] or ["library", "random", "ramps"]
    assert set(wanted) <= {"library", "random", "ramps"}, wanted
    if "library" in wanted:
        make_library(start_up["value"])
    if "random" in wanted:
        make_random(start_up["value"])
    if "ramps" in wanted:
        make_ramps()
