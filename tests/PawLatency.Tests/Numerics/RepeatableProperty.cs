using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace PawLatency.Tests.Numerics;

/// <summary>Runs properties from a fixed seed, so that a failure can be had again.</summary>
internal static class RepeatableProperty
{
    public static void Check<T>(Gen<T> inputs, int count, Action<T> assert)
    {
        var replay = new Replay(new Rnd(20261122, 1), FSharpOption<int>.None);
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(replay));
        FsCheck.Check.One(config, Prop.ForAll(inputs.ToArbitrary(), assert));
    }

    /// <summary>Numbers spread evenly over the logarithm.</summary>
    public static Gen<double> LogUniform(double low, double high) =>
        Gen.Choose(0, 1_000_000_000).Select(n => low * Math.Pow(high / low, n / 1e9));
}
