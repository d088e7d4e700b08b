using PawLatency.Data;
using PawLatency.Statistics;

namespace PawLatency.Tests.Statistics;

/// <summary>Asks a test one question: morphine against saline on a day.</summary>
internal static class Ask
{
    public static TestResult One(
        LatencyTest test,
        LatencyTable table,
        double day,
        IReadOnlyList<double>? baseline = null,
        string treated = "morphine",
        string control = "saline"
    ) =>
        test.Run(
                table,
                new TestQuestion
                {
                    Treated = treated,
                    Control = control,
                    Days = [day],
                    BaselineDays = baseline ?? [],
                }
            )
            .Single();

    public static TestResult One(string test, LatencyTable table, double day, IReadOnlyList<double>? baseline = null) =>
        One(LatencyTest.Named(test), table, day, baseline);
}
