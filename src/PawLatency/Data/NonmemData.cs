using System.Text;
using PawLatency.Assays;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>
/// A study in the NONMEM style that NONMEM, Monolix, nlmixr2 and R read: columns ID, TIME (h), DV (s, or g for a force), AMT (ug of base),
/// RATE (ug/h of base),
/// EVID, CMT, II (h), ADDL, MDV, CENS, LIMIT (s), WT (kg) and GRP. A latency at the cutoff has CENS -1 and DV at the cutoff.
/// </summary>
/// <remarks>
/// A pump is an infusion at its nominal rate from implantation to removal; the hours an unprimed pump takes to start are not in this
/// format. A rate along a straight line is an infusion in 100 steps, each with the line's amount. A pellet is a bolus into a compartment of
/// its own, from which it is released. An observation stands before a dose of the same time.
/// </remarks>
public sealed class NonmemData
{
    // A step of a line is off by half a hundredth of the whole change of rate at most.
    private const int StepsOfALine = 100;

    internal NonmemData(IReadOnlyList<NonmemRecord> records, IReadOnlyList<string> groups, IReadOnlyList<string> compartments) =>
        (Records, Groups, Compartments) = (records, groups, compartments);

    /// <summary>The rows, animal by animal, in order of time.</summary>
    internal IReadOnlyList<NonmemRecord> Records { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Records.Count;

    /// <summary>Names of the groups, GRP 1 first; numbers in words where a file was read.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>What each compartment is, CMT 1 first; empty where a file was read.</summary>
    public IReadOnlyList<string> Compartments { get; }

    /// <summary>Makes the table of a simulated study.</summary>
    /// <param name="result">The study.</param>
    /// <exception cref="ArgumentException">There are no rats, or the study has what the format has no row for: a procedure, the removal of
    /// a pellet, trials at one instant.</exception>
    public static NonmemData Of(StudyResult result)
    {
        var compartments = new List<string>();
        var records = new List<NonmemRecord>();
        // The compartments of all groups are numbered first, so that the latency is the last of them.
        foreach (Group group in result.Study.Groups)
        {
            Refuse(group);
            foreach (Administration given in group.Regimen.Administrations.Where(given => !given.Drug.Substance.IsVehicle))
            {
                if (!compartments.Contains(Place(given)))
                {
                    compartments.Add(Place(given));
                }
            }
        }

        Readout readout = result.Study.Assay.Readout;
        compartments.Add(readout.Title);
        if (result.Groups.All(group => group.Rats.Count == 0))
        {
            throw new AnalysisException("The study has no virtual rats, so there is no row to write; give a group n: 1 or more.");
        }

        double massKg = result.Study.Rats.MassG / 1000;
        int id = 0;
        foreach ((int number, GroupResult group) in result.Groups.Index())
        {
            foreach (RatResult rat in group.Rats)
            {
                id++;
                IEnumerable<NonmemRecord> doses = group
                    .Group.Regimen.Administrations.Where(given => !given.Drug.Substance.IsVehicle)
                    .SelectMany(InRows)
                    .Select(given => Dose(given, id, compartments.IndexOf(Place(given)) + 1, massKg, number + 1));
                IEnumerable<NonmemRecord> trials = rat.Trials.Select(trial =>
                    Observation(trial, readout, id, compartments.Count, massKg, number + 1)
                );
                NonmemRecord[] own = [.. trials.Concat(doses).OrderBy(record => record.TimeH).ThenBy(record => record.EventId)];
                records.AddRange(own);
                RefuseTwice(own, group.Name);
            }
        }

        return new NonmemData([.. records.Select(Rounded)], [.. result.Groups.Select(group => group.Name)], compartments);
    }

    private static NonmemRecord Observation(Trial trial, Readout readout, int id, int compartment, double massKg, int group) =>
        new(id, trial.TimeH, readout.Of(trial.LatencyS), 0, 0, 0, compartment, 0, 0, false, trial.Censored ? -1 : 0, null, massKg, group);

    private static void RefuseTwice(NonmemRecord[] own, string group)
    {
        if (own.GroupBy(record => (record.TimeH, record.EventId, record.Compartment)).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            string kind = twice.Key.EventId == 0 ? "trials" : "doses of the same way";
            throw new ArgumentException(
                FormattableString.Invariant($"A rat of {group} has {twice.Count()} {kind} at {twice.Key.TimeH} h; ")
                    + "the NONMEM style holds one of each at a time."
            );
        }
    }

    /// <summary>Writes the records as NONMEM, Monolix and nlmixr2 read them.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(TextWriter writer) => NonmemFile.Write(this, writer);

    /// <summary>Reads a file and checks it row by row.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Rows are faulty or use what is not supported; every fault is told, with its line and
    /// column.</exception>
    public static NonmemData Load(string path) => NonmemFile.Parse(path, File.ReadAllBytes(path));

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file, written over if it exists.</param>
    public void Write(string path)
    {
        var text = new StringWriter { NewLine = "\n" };
        NonmemFile.Write(this, text);
        FileSet.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>What a study's table leaves out of the simulation, in sentences; empty where it leaves out nothing.</summary>
    /// <param name="study">The study.</param>
    public static string LeavesOut(Study study)
    {
        Administration[] given =
        [
            .. study.Groups.SelectMany(group => group.Regimen.Administrations).Where(given => !given.Drug.Substance.IsVehicle),
        ];
        string startUp = given.Any(one => one is PumpImplant { Primed: false })
            ? FormattableString.Invariant(
                $"A pump has its nominal rate from implantation; that it was simulated with a start-up (time constant "
            ) + FormattableString.Invariant($"{AlzetPump.StartUpTimeConstantH.Value:0.##} h) is not in the file.")
            : "";
        string line = given.Any(one => one is Ramp)
            ? $"A rate that was simulated as a straight line is in the file as {StepsOfALine} steps, each with the line's amount."
            : "";
        return $"{startUp}{(startUp.Length > 0 && line.Length > 0 ? " " : "")}{line}";
    }

    // Twelve digits, as other layouts have: seconds on the clock times its resolution, without the noise of the binary product.
    private static NonmemRecord Rounded(NonmemRecord record) =>
        record with
        {
            TimeH = Rounded(record.TimeH),
            Dv = record.Dv is { } value ? Rounded(value) : null,
            Amount = Rounded(record.Amount),
            Rate = Rounded(record.Rate),
            WeightKg = record.WeightKg is { } mass ? Rounded(mass) : null,
        };

    private static double Rounded(double value) => StudyText.Rounded(value, 12);

    private static void Refuse(Group group)
    {
        if (group.Regimen.Procedures.Count > 0)
        {
            throw new ArgumentException($"Group \"{group.Name}\" has a procedure; the NONMEM style has no row for it.");
        }

        if (group.Regimen.Administrations.Any(given => given is Inhalation))
        {
            throw new ArgumentException($"Group \"{group.Name}\" breathes a gas; the NONMEM style has no row for it.");
        }

        if (group.Regimen.Administrations.OfType<PelletImplant>().Any(pellet => pellet.Remove is not null))
        {
            throw new ArgumentException(
                $"Group \"{group.Name}\" has a pellet that is removed; the NONMEM style has no row for the removal."
            );
        }
    }

    private static string Place(Administration given) =>
        given is PelletImplant
            ? $"{given.Drug.Substance.Name}, pellet"
            : $"{given.Drug.Substance.Name}, {RouteNames.Abbreviation(given.Route)}";

    // A step lasts two seconds at least, as an infusion must.
    private static IEnumerable<Administration> InRows(Administration given) =>
        given is Ramp line ? line.InSteps((int)Math.Clamp(line.Length.Hours * 1800, 1, StepsOfALine)) : [given];

    private static NonmemRecord Dose(Administration given, int id, int compartment, double massKg, int group)
    {
        double toBase = given.Drug.BaseFraction * massKg;
        double rate = given switch
        {
            Infusion infusion => infusion.Rate.MicrogramsPerKgPerHour * toBase,
            PumpImplant pump => pump.Rate.MicrogramsPerKgPerHour * toBase,
            _ => 0,
        };
        double amount = given switch
        {
            Bolus bolus => bolus.Dose.MicrogramsPerKg * toBase,
            PelletImplant pellet => pellet.Count * pellet.Pellet.ContentMg.Value * 1000 * given.Drug.BaseFraction,
            _ => rate * (given.End!.Value - given.Start).Hours,
        };
        return amount > 0
            ? new NonmemRecord(id, given.Start.Hours, null, amount, rate, 1, compartment, 0, 0, true, 0, null, massKg, group)
            : throw new ArgumentException($"A dose of {given.Drug.Substance.Name} is 0; the NONMEM style has no row for it. Leave it out.");
    }
}
