using PawLatency.Numerics;

namespace PawLatency.Pharmacology;

/// <summary>
/// All doses of one substance in one rat as a cascade of first-order compartments with a list of events: device, absorption site,
/// plasma, effect site, and the same for its chain of active metabolites.
/// </summary>
/// <remarks>
/// A two-compartment body is represented by two first-order filters in series, which keeps everything a cascade: with alpha and beta the
/// two rates of the body, z' = -beta z + input, C' = -alpha C + (k21 - beta) z + input. All gains are positive, so no terms cancel. States
/// are ug/kg in devices and absorption sites and ng/mL in plasma and effect site.
/// </remarks>
internal sealed class SubstanceChain
{
    private readonly List<Compartment> _compartments = [];
    private readonly List<ChainEvent> _events = [];
    private readonly List<ChainRamp> _ramps = [];

    // The contributions of opioids to tolerance are remembered for as long as tolerance lasts: half-life 26 h (Ekblom 1993, J Pharmacol Exp
    // Ther 266:244).
    private static readonly double MemoryRatePerH = Math.Log(2) / 26;

    private static readonly Real One = new(1);

    private readonly List<(Substance Substance, int Plasma, int EffectSite, int? Memory)> _acting = [];
    private readonly Dictionary<Route, int> _sites = [];
    private readonly Substance _substance;
    private readonly int[] _plasmaEntry;
    private readonly int[] _metaboliteEntry = [];
    private readonly double _volume;
    private readonly double _renalFunction;
    private readonly bool _isGas,
        _remembers;

    public SubstanceChain(
        Substance substance,
        IReadOnlyList<Administration> administrations,
        double clearanceFactor,
        double massG,
        double renalFunction = 1,
        bool remembers = false
    )
    {
        (_renalFunction, _isGas, _remembers) = (renalFunction, substance.GasInBloodNgPerMl is not null, remembers);
        Real clearance = Applied(new Real(clearanceFactor));
        DispositionParameters disposition =
            substance.Disposition ?? throw new ArgumentException($"{substance.Name} has no disposition.", nameof(substance));
        (_substance, _volume) = (substance, disposition.CentralVolumeLPerKg.Value);
        var feeds = new List<Link>();
        var toSites = administrations
            .Where(given => given.Route is not (Route.Intravenous or Route.Inhaled))
            .Select(given => given.Route)
            .Distinct()
            .Order()
            .ToDictionary(route => route, _ => new List<Link>());
        var devices = new Dictionary<Administration, int?>(ReferenceEqualityComparer.Instance);
        foreach (Administration given in administrations)
        {
            devices[given] = AddDevice(substance, given, feeds, toSites);
        }

        foreach ((Route route, List<Link> inputs) in toSites)
        {
            double absorption = (route == Route.Intrathecal ? substance.Intrathecal!.RatePerH : substance.Absorption[route].RatePerH).Value;
            double systemic = route == Route.Intrathecal ? substance.Intrathecal!.SystemicShare.Value : 1;
            _sites.Add(route, Add(new Compartment(absorption, [.. inputs])));
            feeds.Add(new Link(_sites[route], absorption * systemic / _volume));
        }

        // An intrathecal dose acts in the spinal cord before it reaches the blood.
        Link[] spinal = _sites.TryGetValue(Route.Intrathecal, out int fluid)
            ? [new Link(fluid, substance.Intrathecal!.RatePerH.Value / substance.Intrathecal.SpinalVolumeLPerKg.Value)]
            : [];
        _plasmaEntry = AddBody(substance, clearance, feeds, spinal);
        if (substance.Metabolite is { } metabolite)
        {
            _metaboliteEntry = AddBody(
                metabolite.Substance,
                One,
                [new Link(_plasmaEntry[^1], MetaboliteGain(substance, metabolite, clearance).Value)],
                []
            );
            AddMadeFrom(metabolite.Substance, _metaboliteEntry[^1]);
        }

        Cascade = new Cascade(_compartments);
        foreach (Administration given in administrations)
        {
            Schedule(substance, given, devices[given], massG);
        }
    }

    public Cascade Cascade { get; }

    /// <summary>
    /// Parent and metabolites with the compartments of plasma, effect site and, if requested, the memory of tolerance (the concentration of
    /// an opioid averaged over days).
    /// </summary>
    public IReadOnlyList<(Substance Substance, int Plasma, int EffectSite, int? Memory)> Acting => _acting;

    public IReadOnlyList<ChainEvent> Events => _events;

    /// <summary>The linearly changing inputs.</summary>
    public IReadOnlyList<ChainRamp> Ramps => _ramps;

    /// <summary>Times of events and of starts and ends of ramps, h; may contain duplicates.</summary>
    public IEnumerable<double> InstantsH =>
        _events.Select(happening => happening.Hours).Concat(_ramps.SelectMany(ramp => new[] { ramp.FromH, ramp.ToH }));

    // Slow tolerance follows the average activation in two steps, so the memory of each opioid also has two steps.
    private int Remember(int source) => Add(new Compartment(MemoryRatePerH, [new Link(source, MemoryRatePerH)]));

    private int Add(Compartment compartment)
    {
        _compartments.Add(compartment);
        return _compartments.Count - 1;
    }

    // A device with its own release rate constant precedes the absorption site, or the plasma.
    private int? AddDevice(Substance substance, Administration given, List<Link> feeds, Dictionary<Route, List<Link>> toSites)
    {
        double? rate = given switch
        {
            PumpImplant { Primed: false } when AlzetPump.StartUpTimeConstantH.Value > 0 => 1 / AlzetPump.StartUpTimeConstantH.Value,
            PelletImplant implant => implant.Pellet.ReleaseRatePerH.Value,
            _ => null,
        };
        if (rate is null)
        {
            return null;
        }

        // The state of a pump is its delivery rate, that of a pellet its content.
        int device = Add(new Compartment(rate.Value));
        double outflow = given is PumpImplant ? 1 : rate.Value;
        if (given.Route == Route.Intravenous)
        {
            feeds.Add(new Link(device, outflow / _volume));
        }
        else
        {
            toSites[given.Route].Add(new Link(device, outflow * Bioavailability(substance, given.Route)));
        }

        return device;
    }

    private int[] AddBody(Substance substance, Real clearanceFactor, IReadOnlyList<Link> feeds, Link[] spinal)
    {
        DispositionParameters body = substance.Disposition!;
        (Real slowRate, Real rate, Real fromSlow) = BodyRates(body, clearanceFactor);
        double ke0 = body.EffectSiteRatePerH.Value;
        int[] entry;
        if (body.IntercompartmentalClearanceLPerHPerKg is not null)
        {
            int slow = Add(new Compartment(slowRate.Value, [.. feeds]));
            entry = [slow, Add(new Compartment(rate.Value, [.. feeds, new Link(slow, fromSlow.Value)]))];
        }
        else
        {
            entry = [Add(new Compartment(rate.Value, [.. feeds]))];
        }

        int effectSite = Add(new Compartment(ke0, [new Link(entry[^1], ke0), .. spinal]));
        int? memory = _remembers && substance.Agonist is not null ? Remember(Remember(effectSite)) : null;
        _acting.Add((substance, entry[^1], effectSite, memory));
        return entry;
    }

    // The chain of metabolites to its end.
    private void AddMadeFrom(Substance parent, int plasma)
    {
        if (parent.Metabolite is { } next)
        {
            AddMadeFrom(next.Substance, AddBody(next.Substance, One, [new Link(plasma, MetaboliteGain(parent, next, One).Value)], [])[^1]);
        }
    }

    /// <summary>Rates and gains of a rat with another clearance; everything else is equal in all rats.</summary>
    /// <param name="clearanceFactor">Factor on clearance, dimensionless.</param>
    /// <param name="rates">Receives the rate of each compartment, 1/h.</param>
    /// <param name="gains">Receives the gain of each input, compartment by compartment.</param>
    public void Refit<T>(T clearanceFactor, Span<T> rates, Span<T> gains)
        where T : struct, IScalar<T>
    {
        clearanceFactor = Applied(clearanceFactor);
        (T slowRate, T rate, T fromSlow) = BodyRates(_substance.Disposition!, clearanceFactor);
        int link = 0;
        for (int compartment = 0; compartment < rates.Length; compartment++)
        {
            Compartment typical = _compartments[compartment];
            rates[compartment] =
                compartment == _plasmaEntry[^1] ? rate
                : compartment == _plasmaEntry[0] ? slowRate
                : T.FromDouble(typical.Rate);
            bool formed = Array.IndexOf(_metaboliteEntry, compartment) >= 0,
                exchanged = _plasmaEntry.Length > 1 && compartment == _plasmaEntry[^1];
            for (int input = 0; input < typical.Inputs.Length; input++)
            {
                gains[link++] =
                    formed && input == 0 ? MetaboliteGain(_substance, _substance.Metabolite!, clearanceFactor)
                    : exchanged && input == typical.Inputs.Length - 1 ? fromSlow
                    : T.FromDouble(typical.Inputs[input].Gain);
            }
        }
    }

    // Rates of the one or two filters of the body, and the gain from the slow to the fast one.
    private (T SlowRate, T Rate, T FromSlow) BodyRates<T>(DispositionParameters body, T clearanceFactor)
        where T : struct, IScalar<T>
    {
        double volume = body.CentralVolumeLPerKg.Value;
        T elimination = T.FromDouble(body.ClearanceLPerHPerKg.Value) * clearanceFactor * T.FromDouble(Kidneys(body)) / T.FromDouble(volume);
        if (body.IntercompartmentalClearanceLPerHPerKg is not { } exchange)
        {
            T none = T.FromDouble(double.NaN);
            return (none, elimination, none);
        }

        T k12 = T.FromDouble(exchange.Value / volume),
            k21 = T.FromDouble(exchange.Value / body.PeripheralVolumeLPerKg!.Value),
            two = T.FromDouble(2);
        T difference = elimination + k12 - k21;
        T root = T.Sqrt(difference * difference + T.FromDouble(4) * k12 * k21);
        T falling = T.IsGreater(default, difference);
        T alphaAboveK21 = T.Select(falling, two * k12 * k21 / (root - difference), (difference + root) / two);
        T alpha = k21 + alphaAboveK21;
        return (elimination * k21 / alpha, alpha, k12 * k21 / alphaAboveK21);
    }

    private static T MetaboliteGain<T>(Substance parent, Metabolite metabolite, T clearanceFactor)
        where T : struct, IScalar<T> =>
        T.FromDouble(metabolite.Fraction.Value * parent.Disposition!.ClearanceLPerHPerKg.Value)
        * clearanceFactor
        * T.FromDouble(MolarMass(metabolite.Substance))
        / T.FromDouble(MolarMass(parent))
        / T.FromDouble(metabolite.Substance.Disposition!.CentralVolumeLPerKg.Value);

    // A gas is eliminated through the lungs; variability applies to hepatic and renal clearance only.
    private T Applied<T>(T clearanceFactor)
        where T : struct, IScalar<T> => _isGas ? T.FromDouble(1) : clearanceFactor;

    // Remaining fraction of a clearance with impaired renal function.
    private double Kidneys(DispositionParameters body) => 1 - (body.RenalShare?.Value ?? 0) * (1 - _renalFunction);

    // The whole intrathecal dose enters the cerebrospinal fluid; its systemic share is applied there.
    private static double Bioavailability(Substance substance, Route route) =>
        route == Route.Intrathecal ? 1 : substance.Absorption[route].Bioavailability.Value;

    private void Schedule(Substance substance, Administration given, int? device, double massG)
    {
        double toBase = given.Drug.BaseFraction;
        switch (given)
        {
            case Bolus bolus:
                Enter(substance, given.Route, bolus.At, ChainAction.AddAmount, bolus.Dose.MicrogramsPerKg * toBase);
                break;
            case Infusion infusion:
                double rate = infusion.Rate.MicrogramsPerKgPerHour * toBase;
                Enter(substance, given.Route, infusion.From, ChainAction.AddRate, rate);
                Enter(substance, given.Route, infusion.From + infusion.Length, ChainAction.AddRate, -rate);
                break;
            case Ramp ramp:
                ScheduleRamp(substance, ramp, toBase);
                break;
            case Inhalation inhalation:
                // In every rat the lungs keep the blood in equilibrium with the air, so uptake equals clearance.
                double uptake =
                    inhalation.AirPercent
                    / 100
                    * substance.GasInBloodNgPerMl!.Value
                    * substance.Disposition!.ClearanceLPerHPerKg.Value
                    * Kidneys(substance.Disposition);
                Enter(substance, Route.Intravenous, inhalation.From, ChainAction.AddRate, uptake);
                Enter(substance, Route.Intravenous, inhalation.From + inhalation.Length, ChainAction.AddRate, -uptake);
                break;
            case PumpImplant pump:
                SchedulePump(substance, pump, device, pump.Rate.MicrogramsPerKgPerHour * toBase);
                break;
            case PelletImplant pellet:
                double content = pellet.Count * pellet.Pellet.ContentMg.Value * 1000 / (massG / 1000) * toBase;
                _events.Add(new ChainEvent(pellet.Implant.Hours, device!.Value, ChainAction.AddAmount, content));
                if (pellet.Remove is { } remove)
                {
                    _events.Add(new ChainEvent(remove.Hours, device.Value, ChainAction.Empty, 0));
                }

                break;
        }
    }

    private void ScheduleRamp(Substance substance, Ramp ramp, double toBase)
    {
        double from = ramp.From.Hours,
            to = ramp.End!.Value.Hours;
        IEnumerable<(int Compartment, double Amount)> first = Entering(substance, ramp.Route, ramp.First.MicrogramsPerKgPerHour * toBase);
        IEnumerable<(int Compartment, double Amount)> last = Entering(substance, ramp.Route, ramp.Last.MicrogramsPerKgPerHour * toBase);
        _ramps.AddRange(first.Zip(last, (begin, end) => new ChainRamp(begin.Compartment, from, to, begin.Amount, end.Amount)));
    }

    private void SchedulePump(Substance substance, PumpImplant pump, int? device, double rate)
    {
        StudyTime end = pump.End!.Value;
        if (device is not { } reservoir)
        {
            Enter(substance, pump.Route, pump.Implant, ChainAction.AddRate, rate);
            Enter(substance, pump.Route, end, ChainAction.AddRate, -rate);
            return;
        }

        double drive = rate / AlzetPump.StartUpTimeConstantH.Value;
        _events.Add(new ChainEvent(pump.Implant.Hours, reservoir, ChainAction.AddRate, drive));
        _events.Add(new ChainEvent(end.Hours, reservoir, ChainAction.AddRate, -drive));
        if (pump.Remove is not null)
        {
            _events.Add(new ChainEvent(end.Hours, reservoir, ChainAction.Empty, 0));
        }
    }

    private void Enter(Substance substance, Route route, StudyTime at, ChainAction action, double amount)
    {
        foreach ((int compartment, double entering) in Entering(substance, route, amount))
        {
            _events.Add(new ChainEvent(at.Hours, compartment, action, entering));
        }
    }

    // Compartments that an amount or a rate enters by a route, with their fractions.
    private IEnumerable<(int Compartment, double Amount)> Entering(Substance substance, Route route, double amount) =>
        route == Route.Intravenous
            ? _plasmaEntry.Select(compartment => (compartment, amount / _volume))
            : [(_sites[route], amount * Bioavailability(substance, route))];

    private static double MolarMass(Substance substance) => substance.FormsGPerMol[DrugForm.BaseName].Value;
}

/// <summary>Action of an event on its compartment.</summary>
internal enum ChainAction
{
    /// <summary>Adds to the state.</summary>
    AddAmount,

    /// <summary>Adds to the constant input.</summary>
    AddRate,

    /// <summary>Sets the state to zero.</summary>
    Empty,
}

/// <summary>An event in a chain.</summary>
internal readonly record struct ChainEvent(double Hours, int Compartment, ChainAction Action, double Amount)
{
    /// <summary>Adds the rate of the event. Rates end by subtraction, and rounding residues are set to zero.</summary>
    public double AddedTo(double rate)
    {
        double sum = rate + Amount;
        return Math.Abs(sum) < 1e-12 * Math.Abs(Amount) ? 0 : sum;
    }
}
