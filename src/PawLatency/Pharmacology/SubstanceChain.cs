namespace PawLatency.Pharmacology;

/// <summary>
/// All doses of one substance in one rat as a cascade of first-order compartments with a list of events: device, absorption site,
/// plasma, effect site, and the same for the active metabolite.
/// </summary>
/// <remarks>
/// A two-compartment body is written as two first-order filters in a row, so that everything stays a cascade: with alpha and beta the
/// two rates of the body, z' = -beta z + input, C' = -alpha C + (k21 - beta) z + input. All gains are positive, nothing cancels.
/// States are ug/kg in devices and absorption sites and ng/mL in plasma and effect site.
/// </remarks>
internal sealed class SubstanceChain
{
    private readonly List<Compartment> _compartments = [];
    private readonly List<ChainEvent> _events = [];
    private readonly List<(Substance Substance, int Plasma, int EffectSite)> _acting = [];
    private readonly Dictionary<Route, int> _sites = [];
    private readonly int[] _plasmaEntry;
    private readonly double _volume;
    private readonly double _renalFunction;

    public SubstanceChain(Substance substance, IReadOnlyList<Administration> administrations, double clearanceFactor, double massG, double renalFunction = 1)
    {
        _renalFunction = renalFunction;
        DispositionParameters disposition = substance.Disposition ?? throw new ArgumentException($"{substance.Name} is not disposed of.", nameof(substance));
        _volume = disposition.CentralVolumeLPerKg.Value;
        var feeds = new List<Link>();
        var toSites = administrations.Where(given => given.Route is not (Route.Intravenous or Route.Inhaled))
            .Select(given => given.Route).Distinct().Order().ToDictionary(route => route, _ => new List<Link>());
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

        // What is put around the spinal cord acts there before it comes into the blood.
        Link[] spinal = _sites.TryGetValue(Route.Intrathecal, out int fluid)
            ? [new Link(fluid, substance.Intrathecal!.RatePerH.Value / substance.Intrathecal.SpinalVolumeLPerKg.Value)]
            : [];
        _plasmaEntry = AddBody(substance, clearanceFactor, feeds, spinal);
        if (substance.Metabolite is { } metabolite)
        {
            double formed = metabolite.Fraction.Value * disposition.ClearanceLPerHPerKg.Value * clearanceFactor
                * MolarMass(metabolite.Substance) / MolarMass(substance) / metabolite.Substance.Disposition!.CentralVolumeLPerKg.Value;
            AddBody(metabolite.Substance, 1, [new Link(_plasmaEntry[^1], formed)], []);
        }

        Cascade = new Cascade(_compartments);
        foreach (Administration given in administrations)
        {
            Schedule(substance, given, devices[given], massG, clearanceFactor);
        }
    }

    public Cascade Cascade { get; }

    /// <summary>Parent and metabolite, with the compartments of their plasma and effect site.</summary>
    public IReadOnlyList<(Substance Substance, int Plasma, int EffectSite)> Acting => _acting;

    public IReadOnlyList<ChainEvent> Events => _events;

    private int Add(Compartment compartment)
    {
        _compartments.Add(compartment);
        return _compartments.Count - 1;
    }

    // A device that releases with a rate constant of its own stands before the absorption site, or before the plasma.
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

        // The state of a pump is the rate it delivers, that of a pellet the amount it holds.
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

    private int[] AddBody(Substance substance, double clearanceFactor, IReadOnlyList<Link> feeds, Link[] spinal)
    {
        DispositionParameters body = substance.Disposition!;
        double volume = body.CentralVolumeLPerKg.Value;
        double elimination = body.ClearanceLPerHPerKg.Value * clearanceFactor * Kidneys(body) / volume;
        double ke0 = body.EffectSiteRatePerH.Value;
        int[] entry;
        if (body.IntercompartmentalClearanceLPerHPerKg is { } exchange)
        {
            double k12 = exchange.Value / volume, k21 = exchange.Value / body.PeripheralVolumeLPerKg!.Value;
            double difference = elimination + k12 - k21;
            double root = Math.Sqrt(difference * difference + 4 * k12 * k21);
            double alphaAboveK21 = difference >= 0 ? (difference + root) / 2 : 2 * k12 * k21 / (root - difference);
            double alpha = k21 + alphaAboveK21;
            int slow = Add(new Compartment(elimination * k21 / alpha, [.. feeds]));
            int central = Add(new Compartment(alpha, [.. feeds, new Link(slow, k12 * k21 / alphaAboveK21)]));
            entry = [slow, central];
        }
        else
        {
            entry = [Add(new Compartment(elimination, [.. feeds]))];
        }

        int effectSite = Add(new Compartment(ke0, [new Link(entry[^1], ke0), .. spinal]));
        _acting.Add((substance, entry[^1], effectSite));
        return entry;
    }

    // What poor kidneys leave of a clearance, a fraction.
    private double Kidneys(DispositionParameters body) => 1 - (body.RenalShare?.Value ?? 0) * (1 - _renalFunction);

    // All of an intrathecal dose is in the fluid; what of it comes into the blood is said there.
    private static double Bioavailability(Substance substance, Route route) =>
        route == Route.Intrathecal ? 1 : substance.Absorption[route].Bioavailability.Value;

    private void Schedule(Substance substance, Administration given, int? device, double massG, double clearanceFactor)
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
            case Inhalation inhalation:
                // The lungs hold the blood at its equilibrium with the air, in every rat: what is cleared is what is taken up.
                double uptake = inhalation.AirPercent / 100 * substance.GasInBloodNgPerMl!.Value * substance.Disposition!.ClearanceLPerHPerKg.Value * clearanceFactor * Kidneys(substance.Disposition);
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
        if (route != Route.Intravenous)
        {
            _events.Add(new ChainEvent(at.Hours, _sites[route], action, amount * Bioavailability(substance, route)));
            return;
        }

        foreach (int compartment in _plasmaEntry)
        {
            _events.Add(new ChainEvent(at.Hours, compartment, action, amount / _volume));
        }
    }

    private static double MolarMass(Substance substance) => substance.FormsGPerMol[DrugForm.BaseName].Value;
}

/// <summary>What an event does to its compartment.</summary>
internal enum ChainAction
{
    /// <summary>Adds to the state.</summary>
    AddAmount,

    /// <summary>Adds to the constant input.</summary>
    AddRate,

    /// <summary>Sets the state to zero.</summary>
    Empty,
}

/// <summary>Something that happens at an instant.</summary>
internal readonly record struct ChainEvent(double Hours, int Compartment, ChainAction Action, double Amount);
