using System.Globalization;

namespace PawLatency.Benchmarks;

/// <summary>The comparison: figures.csv and what each program gave against the reference.</summary>
internal static class PeerTable
{
    private const double EqualError = 1e-6;

    /// <summary>Prints error against time for every program and tolerance, and then each program at its fastest tolerance within
    /// 1e-6.</summary>
    public static void Print(string folder)
    {
        double[] exact = [.. File.ReadLines(Path.Combine(folder, "reference.csv")).Select(Number)];
        int times = File.ReadLines(Path.Combine(folder, "times.csv")).Count();
        Line[] all = [.. File.ReadLines(Path.Combine(folder, "figures.csv")).Select(text => Read(folder, text, exact, times))];
        Line[] lines = [.. all.GroupBy(line => (line.Name, line.Tolerance)).Select(rounds => rounds.MinBy(line => line.SecondsARat)!)];
        Console.WriteLine("| program | rtol | largest relative error of a latency | us a rat | rats/s | steps a rat | evaluations a rat |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (Line line in lines)
        {
            Console.WriteLine(line.Row());
        }

        Console.WriteLine();
        Console.WriteLine("At equal accuracy, the fastest tolerance of each within 1e-6:");
        Console.WriteLine();
        Line[] equal =
        [
            .. lines
                .Where(line => line.Error <= EqualError)
                .GroupBy(line => line.Name)
                .Select(same => same.MinBy(line => line.SecondsARat)!)
                .OrderBy(line => line.SecondsARat),
        ];
        double plain = equal.Where(line => line.Name.StartsWith("c-dopri5", StringComparison.Ordinal)).Min(line => line.SecondsARat);
        Console.WriteLine("| program | rtol | error | rats/s | times the plain C program |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (Line line in equal)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {line.Name} | {line.Tolerance} | {line.Error:0.0e+00} | "
                        + $"{1 / line.SecondsARat:N0} | {plain / line.SecondsARat:0.00} |"
                )
            );
        }

        double[] gains =
        [
            .. all.Where(line => line.Name == "pawlatency-8-lanes")
                .Zip(all.Where(line => line.Name == "pawlatency-8-lanes-2-threads"), (one, two) => one.SecondsARat / two.SecondsARat)
                .Order(),
        ];
        if (gains.Length > 0)
        {
            Console.WriteLine();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Two threads over one, {gains.Length} pairs timed one after the other: median "
                        + $"{gains[gains.Length / 2]:0.00}, quartiles {gains[gains.Length / 4]:0.00} to {gains[gains.Length * 3 / 4]:0.00}."
                )
            );
        }
    }

    // R runs a part of the rats, and says which.
    private static Line Read(string folder, string text, double[] exact, int times)
    {
        string[] cells = text.Split(',');
        string[] given = File.ReadAllLines(Path.Combine(folder, $"{cells[0]}-{cells[1]}.out"));
        double largest = 0;
        for (int i = 0; i < given.Length; i++)
        {
            string[] value = given[i].Split(',');
            double expected = value.Length == 1 ? exact[i] : exact[int.Parse(value[0], CultureInfo.InvariantCulture) * times + i % times];
            largest = Math.Max(largest, Math.Abs(Number(value[^1]) - expected) / expected);
        }

        return new Line(cells[0], cells[1], largest, Number(cells[3]) / Number(cells[2]), Number(cells[4]), Number(cells[5]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Line(string Name, string Tolerance, double Error, double SecondsARat, double Steps, double Evaluations)
    {
        public string Row() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {Name} | {Tolerance} | {Error:0.0e+00} | {1e6 * SecondsARat:0.00} "
                    + $"| {1 / SecondsARat:N0} | {Steps:0} | {Evaluations:0} |"
            );
    }
}
