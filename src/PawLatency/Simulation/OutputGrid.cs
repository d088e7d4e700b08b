namespace PawLatency.Simulation;

/// <summary>The times at which the curve of a typical rat is drawn. They never influence the solution.</summary>
internal static class OutputGrid
{
    // Half a minute shows a remifentanil bolus (half-life under a minute, seen through an effect site of about one). What is still to come
    // after an event comes the more slowly the longer it takes, so the grid widens with the time since it, to an hour: four pixels of a
    // fortnight on the widest figure.
    private const double FinestH = 1.0 / 120,
        WidestH = 1,
        WideningPerH = 0.02;

    /// <summary>From the first trial or dose to the last trial; it depends on the events alone, so that one more session moves none of
    /// its points.</summary>
    /// <param name="regimen">What the group is given.</param>
    /// <param name="starts">Further times at which something begins, h.</param>
    /// <param name="trials">Times of the trials, h.</param>
    public static List<double> Times(Regimen regimen, double[] starts, double[] trials)
    {
        double end = trials.Max();
        double[] events =
        [
            .. regimen
                .Administrations.SelectMany(given => new[] { given.Start.Hours, given.End?.Hours ?? given.Start.Hours })
                .Concat(starts)
                .Where(time => time <= end)
                .Distinct()
                .Order(),
        ];
        double start = Math.Min(trials.Min(), events.FirstOrDefault(end));
        List<double> grid = [];
        foreach ((double from, double to) in events.Prepend(start).Zip(events.Append(end)))
        {
            for (double after = 0; from + after < to; after += Math.Clamp(WideningPerH * after, FinestH, WidestH))
            {
                grid.Add(from + after);
            }
        }

        grid.Add(end);
        return grid;
    }

    /// <summary>Times in order, each once; they are sorted where they stand.</summary>
    public static double[] Ascending(double[] times)
    {
        Array.Sort(times);
        int kept = Math.Min(1, times.Length);
        for (int i = 1; i < times.Length; i++)
        {
            times[kept] = times[i];
            kept += times[i] > times[kept - 1] ? 1 : 0;
        }

        return times[..kept];
    }
}
