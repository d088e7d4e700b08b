using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>
/// Takes a number of several rats, or sets of parameters, into lanes, and its derivatives with it. A tangent is a rat or a set that holds
/// derivatives in place of values: 0 for all that does not move in its direction.
/// </summary>
internal static class Gathered
{
    /// <summary>The number of each lane, with a derivative for each tangent.</summary>
    /// <param name="lanes">One for each lane.</param>
    /// <param name="tangents">One for each direction; none for a scalar without derivatives.</param>
    /// <param name="value">The number of one of them.</param>
    public static T Of<T, TSource>(ReadOnlySpan<TSource> lanes, ReadOnlySpan<TSource> tangents, Func<TSource, double> value)
        where T : struct, IScalar<T> => Of<T, TSource, Func<TSource, double>>(lanes, tangents, value, static (source, get) => get(source));

    /// <summary>The same for a number that is asked for by something, without an allocation.</summary>
    public static T Of<T, TSource, TKey>(
        ReadOnlySpan<TSource> lanes,
        ReadOnlySpan<TSource> tangents,
        TKey key,
        Func<TSource, TKey, double> value
    )
        where T : struct, IScalar<T>
    {
        Span<double> values = stackalloc double[T.LaneCount];
        for (int lane = 0; lane < values.Length; lane++)
        {
            values[lane] = value(lanes[lane], key);
        }

        if (!T.HasSlopes)
        {
            return T.FromLanes(values);
        }

        Span<double> slopes = stackalloc double[tangents.Length];
        for (int direction = 0; direction < slopes.Length; direction++)
        {
            slopes[direction] = value(tangents[direction], key);
        }

        return T.Moving(values, slopes);
    }
}
