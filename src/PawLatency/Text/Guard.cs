using System.Globalization;
using System.Runtime.CompilerServices;

namespace PawLatency.Text;

/// <summary>Refuses a value outside its range. The message has quantity, value, unit and range. NaN is outside every range.</summary>
internal static class Guard
{
    public static double InRange(
        double value,
        double low,
        double high,
        string quantity,
        string unit,
        [CallerArgumentExpression(nameof(value))] string parameter = ""
    )
    {
        if (value >= low && value <= high)
        {
            return value;
        }

        string units = unit.Length == 0 ? "" : " " + unit;
        throw new ArgumentOutOfRangeException(
            parameter,
            value,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The {quantity} is {Plain(value)}{units}; it must be {Plain(low)} to {Plain(high)}{units}."
            )
        );
    }

    /// <summary>A readable number: whole numbers in full, others with six digits, and an exponent only for very large or small
    /// numbers.</summary>
    public static string Plain(double value) =>
        Math.Abs(value) is >= 1e-6 and < 1e15
            ? decimal.Parse(
                    value.ToString(value == Math.Round(value) ? "F0" : "G6", CultureInfo.InvariantCulture),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture
                )
                .ToString("0.############", CultureInfo.InvariantCulture)
            : value.ToString("G6", CultureInfo.InvariantCulture);

    public static string Name(string value, string quantity, [CallerArgumentExpression(nameof(value))] string parameter = "") =>
        !string.IsNullOrWhiteSpace(value) && value.Length <= 100 && !value.Any(char.IsControl)
            ? value
            : throw new ArgumentException($"The {quantity} must be 1 to 100 printable characters.", parameter);
}
