using System.Globalization;
using CsvHelper;
using PawLatency.Text;

namespace PawLatency.Data;

/// <summary>Reads one row of a NONMEM-style table and refuses what it must not have.</summary>
internal sealed class NonmemRow(string file, CsvReader csv, string[] headers, List<Fault> faults)
{
    private int _faults;

    public int Line { get; } = (int)csv.LineNumber;

    public void Refuse(string column, string message)
    {
        _faults++;
        faults.Add(new Fault(file, Line, Math.Max(0, Array.IndexOf(headers, column)) + 1, $"{column}: {message}"));
    }

    /// <summary>The record, or null where the row is faulty.</summary>
    public NonmemRecord? Read()
    {
        int id = Whole("ID", null, 1, int.MaxValue),
            evid = Whole("EVID", null, 0, 4);
        double time = Number("TIME", null, double.MinValue) ?? 0;
        double? dv = Number("DV", double.NaN, double.MinValue),
            limit = Number("LIMIT", double.NaN, double.MinValue),
            weight = Number("WT", double.NaN, double.Epsilon);
        double amount = Number("AMT", 0, 0) ?? 0,
            rate = Number("RATE", 0, 0) ?? 0,
            interval = Number("II", 0, 0) ?? 0;
        int additional = Whole("ADDL", 0, 0, 100_000),
            missing = Whole("MDV", evid == 0 && dv is not null ? 0 : 1, 0, 1);
        int censoring = Whole("CENS", 0, -1, 1),
            compartment = Whole("CMT", 1, 1, 1000),
            group = Whole("GRP", 1, 1, 100_000);
        // What belongs together is checked only where each number is good.
        if (_faults == 0)
        {
            CheckDose(evid, amount, rate, interval, additional);
            CheckObservation(evid, dv, missing, censoring, limit);
        }

        return _faults > 0
            ? null
            : new NonmemRecord(
                id,
                time,
                dv,
                amount,
                rate,
                evid,
                compartment,
                interval,
                additional,
                missing == 1,
                censoring,
                limit,
                weight,
                group
            );
    }

    private void CheckDose(int evid, double amount, double rate, double interval, int additional)
    {
        bool dose = evid is 1 or 4;
        if (dose && amount == 0)
        {
            Refuse("AMT", $"A dose (EVID {evid}) needs an amount above 0.");
        }

        if (!dose)
        {
            foreach ((string column, double value) in new[] { ("AMT", amount), ("RATE", rate), ("II", interval), ("ADDL", additional) })
            {
                if (value != 0)
                {
                    Refuse(column, FormattableString.Invariant($"{value} belongs to a dose (EVID 1 or 4), not to EVID {evid}."));
                }
            }
        }

        if (dose && additional > 0 && interval == 0)
        {
            Refuse("II", FormattableString.Invariant($"{additional} additional doses need an interval above 0."));
        }

        if (dose && additional == 0 && interval > 0)
        {
            Refuse(
                "ADDL",
                FormattableString.Invariant($"An interval of {interval} h needs additional doses; steady state is not supported.")
            );
        }
    }

    private void CheckObservation(int evid, double? dv, int missing, int censoring, double? limit)
    {
        if (evid == 0 && missing == 0 && dv is null)
        {
            Refuse("DV", "An observation (EVID 0, MDV 0) needs a value.");
        }

        if (evid != 0 && missing == 0)
        {
            Refuse("MDV", $"EVID {evid} is no observation; MDV must be 1.");
        }

        if (missing == 1 && dv is not null and not 0)
        {
            Refuse(
                "DV",
                FormattableString.Invariant($"{dv} stands in a row without an observation (EVID {evid}, MDV 1); a point or 0 is allowed.")
            );
        }

        if (censoring != 0 && missing == 1)
        {
            Refuse("CENS", $"{censoring} stands in a row without an observation.");
        }

        if (limit is not null && (censoring == 0 || (censoring == 1 ? limit >= dv : limit <= dv)))
        {
            Refuse(
                "LIMIT",
                censoring == 0
                    ? "A limit needs a censored value (CENS -1 or 1)."
                    : FormattableString.Invariant(
                        $"{limit} must be {(censoring == 1 ? "below" : "above")} DV {dv} where CENS is {censoring}."
                    )
            );
        }
    }

    // A column that is not there, an empty cell and a point are the default; NaN as default is no value, null is a fault.
    private double? Number(string column, double? standard, double low)
    {
        int index = Array.IndexOf(headers, column);
        string text = index < 0 ? "." : csv.GetString(index).Trim();
        if (text is "" or ".")
        {
            if (standard is null)
            {
                Refuse(column, "A value is needed.");
            }

            return standard is { } value && !double.IsNaN(value) ? value : null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            Refuse(column, $"\"{text}\" is not a number.");
        }
        else if (number < low)
        {
            Refuse(
                column,
                column == "RATE" && number is -1 or -2
                    ? $"{text}, a rate or duration that the model estimates, is not supported."
                    : $"{text} is too small; it must be {(low == 0 ? "0 or more" : "above 0")}."
            );
        }

        return number;
    }

    private int Whole(string column, int? standard, int low, int high)
    {
        int before = _faults;
        double number = Number(column, standard, double.MinValue) ?? standard ?? low;
        if (_faults == before && (number != Math.Floor(number) || number < low || number > high))
        {
            Refuse(column, string.Create(CultureInfo.InvariantCulture, $"{number} is not a whole number from {low} to {high}."));
        }

        return _faults == before ? (int)number : low;
    }
}
