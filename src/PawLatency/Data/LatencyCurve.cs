using PawLatency.Assays;

namespace PawLatency.Data;

/// <summary>Latency over time: points joined by straight lines. A typical rat's solution, or the means of a measured group.</summary>
public sealed class LatencyCurve
{
    /// <summary>Times as near as this are one: files round hours to four decimals.</summary>
    internal const double SecondH = 1.0 / 3600;

    private readonly double[] _times;
    private readonly double[] _latencies;

    /// <summary>Joins points.</summary>
    /// <param name="timesH">Times, h, strictly ascending, at least one.</param>
    /// <param name="values">Latency at each time, s, or what is read for it, g; above the cutoff it counts as the cutoff.</param>
    /// <param name="cutoff">Cutoff in the same unit, s or g.</param>
    /// <exception cref="ArgumentException">No point, different lengths, times not ascending, or a number that is not finite.</exception>
    public LatencyCurve(ReadOnlySpan<double> timesH, ReadOnlySpan<double> values, double cutoff)
    {
        if (timesH.Length < 1 || timesH.Length != values.Length)
        {
            throw new ArgumentException(
                $"A curve needs a point, and as many latencies as times; there are {timesH.Length} times and {values.Length} latencies.",
                nameof(timesH)
            );
        }

        (_times, _latencies, Cutoff) = (timesH.ToArray(), values.ToArray(), cutoff);
        for (int i = 0; i < _times.Length; i++)
        {
            if (!double.IsFinite(_times[i]) || !double.IsFinite(_latencies[i]) || (i > 0 && _times[i] <= _times[i - 1]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Point {i} of the curve ({_times[i]} h, {_latencies[i]} s) is not finite or not later than the point before."
                    ),
                    nameof(timesH)
                );
            }

            _latencies[i] = Math.Min(_latencies[i], cutoff);
        }
    }

    /// <summary>Cutoff, s or g: what is at the cutoff is censored.</summary>
    public double Cutoff { get; }

    /// <summary>Times of the points, h.</summary>
    public ReadOnlySpan<double> TimesH => _times;

    /// <summary>Latencies of the points, s, or what is read for them, g.</summary>
    public ReadOnlySpan<double> Values => _latencies;

    /// <summary>The same curve in the unit that is read.</summary>
    /// <param name="readout">What the assay reads.</param>
    public LatencyCurve In(Readout readout) =>
        readout.PerS == 1 ? this : new(_times, [.. _latencies.Select(readout.Of)], readout.Of(Cutoff));

    /// <summary>Latency at a time, s, or what is read for it, g; NaN more than a second outside the curve.</summary>
    /// <param name="time">Time.</param>
    public double At(StudyTime time)
    {
        int index = Array.BinarySearch(_times, time.Hours);
        if (index >= 0)
        {
            return _latencies[index];
        }

        int next = ~index;
        if (next == 0 || next == _times.Length)
        {
            int end = Math.Min(next, _times.Length - 1);
            return Math.Abs(_times[end] - time.Hours) <= SecondH ? _latencies[end] : double.NaN;
        }

        double share = (time.Hours - _times[next - 1]) / (_times[next] - _times[next - 1]);
        return _latencies[next - 1] + share * (_latencies[next] - _latencies[next - 1]);
    }

    /// <summary>The part of the curve between two times, ends interpolated; null where fewer than two points are left.</summary>
    internal LatencyCurve? Between(double fromH, double toH)
    {
        double from = Math.Max(fromH, _times[0]),
            to = Math.Min(toH, _times[^1]);
        if (!(to > from))
        {
            return null;
        }

        double[] inner = [.. _times.Where(time => time > from && time < to)];
        double[] times = [from, .. inner, to];
        return new LatencyCurve(times, [.. times.Select(time => At(new StudyTime(time)))], Cutoff);
    }
}
